"""Facts: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "a_source_that_is_not_there_is_said": Broken(
        "docs/data/events.yml",
        "sources: [S1]",
        "sources: [S1, S9]",
        ":12: unknown-source: there is no source `S9`. Write `S1`, `S2` or `res-1373`.",
    ),
    "a_state_that_is_not_there_is_said": Broken(
        "docs/data/events.yml",
        "state: ke",
        "state: tz",
        ":10: unknown-state: there is no state `tz`. Write `ke` or `no`.",
    ),
    "a_region_that_is_not_there_is_said": Broken(
        "docs/data/events.yml",
        "[africa]",
        "[afrika]",
        ":11: unknown-region: there is no region `afrika`. Did you mean `africa`? If not, "
        "write `europe` or `africa`.",
    ),
    "an_end_before_the_start_is_said": Broken(
        "docs/data/events.yml",
        "2023-09-14",
        "2023-09-11",
        ":7: bad-date: the event `nairobi-2023` ends before it starts. Exchange `start` and "
        "`end`, or mend one.",
    ),
    "a_day_that_no_month_has_is_said": Broken(
        "docs/data/events.yml",
        '"2023-09-12"',
        '"2023-09-31"',
        ':6: bad-date: `start`: `2023-09-31` is not a date. Write "2024", "2024-08" or '
        '"2024-08-07", between quotation marks.',
    ),
    "a_year_without_quotation_marks_is_said": Broken(
        "docs/data/sources.yml",
        '"2024-08-07"',
        "2024",
        ':5: bad-date: `date`: `2024` is not a date between quotation marks. Write "2024", '
        '"2024-08" or "2024-08-07", between quotation marks.',
    ),
    "an_address_without_https_is_said": Broken(
        "docs/data/sources.yml",
        "https://www",
        "http://www",
        ":6: bad-url: `url`: `http://www.example.org/records/S/RES/1373(2001)?a=1&b=2` is "
        "not an https address. Write a whole address that begins with https://, with signs "
        "like `é` as %C3%A9.",
    ),
    "an_address_with_a_space_is_said": Broken(
        "docs/data/sources.yml",
        "/records/",
        "/rec ords/",
        ":6: bad-url: `url`: `https://www.example.org/rec ords/S/RES/1373(2001)?a=1&b=2` is "
        "not an https address. Write a whole address that begins with https://, with signs "
        "like `é` as %C3%A9.",
    ),
    "a_key_that_is_missing_is_said_with_the_entrys_line": Broken(
        "docs/data/sources.yml",
        "    read: whole\n",
        "",
        ":2: missing-key: the key `read` is missing. Write `read:` and its value here.",
    ),
    "a_value_that_is_none_of_the_known_is_said": Broken(
        "docs/data/instruments.yml",
        "weight: chapter-vii",
        "weight: chapter-7",
        ":4: wrong-value: `chapter-7` is not a value of `weight`. Did you mean "
        "`chapter-vii`? If not, write `chapter-vii`, `resolution`, `treaty`, `guidance`, "
        "`standard` or `regional-law`.",
    ),
    "an_id_that_stands_twice_is_said": Broken(
        "docs/data/names.yml",
        "        confidence: high\n",
        "        confidence: high\n  - id: office\n    kind: term\n    forms: {en: {term: x, "
        "confidence: low}}\n",
        ":9: duplicate-id: the id `office` is also that of line 2. Give one of the two another id.",
    ),
    "an_instrument_may_not_have_the_id_of_a_source": Broken(
        "docs/data/instruments.yml",
        "id: res-1373",
        "id: S2",
        ":2: duplicate-id: the id `S2` is also that of sources.yml, line 9. Give one of the "
        "two another id.",
        "docs/en/index.md:20: unknown-source: there is no source `res-1373`. Write `S1` or `S2`.",
    ),
    "an_unknown_language_in_a_text_is_said": Broken(
        "docs/data/regions.yml",
        "fr: Afrique",
        "de: Afrika",
        ":8: unknown-language: `de` is not a language of this site. Write `en`, `fr`, `es`, "
        "`ru`, `ar` or `zh`.",
    ),
    "a_text_without_english_is_said": Broken(
        "docs/data/regions.yml",
        "en: Europe, ",
        "",
        ":3: missing-key: the key `name.en` is missing. Write `en:` and its value here.",
    ),
    "a_code_that_no_state_has_is_said": Broken(
        "docs/data/states.yml",
        "id: no",
        "id: uk",
        ":3: unknown-state: `uk` is not the code of a state. Write the two small letters of "
        "ISO 3166-1, like ke for Kenya.",
    ),
    "a_state_of_three_letters_is_said": Broken(
        "docs/data/states.yml",
        "id: no",
        "id: nor",
        ":3: bad-id: `id`: `nor` cannot be an id. Write the two small letters of ISO 3166-1, "
        "like ke.",
    ),
    "a_file_of_facts_without_its_list_is_said": Broken(
        "docs/data/names.yml",
        "names:",
        "name:",
        ":1: missing-key: the file does not hold a list `names`. Begin the file with "
        "`names:` and write the entries below it.",
        ":1: unknown-key: the key `name` is not known here. Did you mean `names`? If not, "
        "delete it.",
    ),
    "an_entry_that_is_no_mapping_is_said": Broken(
        "docs/data/states.yml",
        "  - id: ke\n",
        "  - id: ke\n  - tz\n",
        ":3: wrong-type: the entry is a text, not a mapping of keys to values. Write its "
        "keys, each as `key: value`.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
