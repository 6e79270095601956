"""Names of states in each language: those of the United Nations where CLDR has others."""

from __future__ import annotations

from functools import lru_cache

from ctkb.content.model import State
from ctkb.languages import LangTag, get_language


def state_name(state: State, lang: str) -> str:
    """Return the name of a state in a language: ours where UN usage differs, else CLDR's.

    Raises KeyError for a code that CLDR does not have; ``load_library`` lets none in.
    """
    name = state.un_names.get(LangTag(lang))
    return name if name is not None else _read_names(lang)[state.id.upper()]


def is_state(code: str) -> bool:
    """Tell whether CLDR has a name for a code of two small letters in every language."""
    return code.upper() in _read_names("en")


@lru_cache(maxsize=8)
def _read_names(lang: str) -> dict[str, str]:
    from babel import Locale

    territories = Locale.parse(get_language(lang).cldr).territories
    return {code: name for code, name in territories.items() if len(code) == 2}
