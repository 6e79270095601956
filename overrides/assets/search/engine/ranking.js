/* Sections that hold the words, and pages by their best section.

   A section is worth what it holds of the question (each word by its rarity and by where it
   stands), more if its heading holds it, most if its heading is nothing else. lunr's own score
   decides between sections that are alike in that. */
var WORTH = { heading: 1, title: 0.62, terms: 0.55, summary: 0.55, text: 0.42 };
/* Lists of everything hold every word: they stand behind the pages that are about one thing. */
/* Exercises, self-checks and lists of links hold the words of everything too. */
var ASIDE = /^(exercise|question|answer|joins|other-themes|other-handbooks|further-reading)/;
var LISTS = { glossary: 0.85, instruments: 0.9 };
/* A word in most pages need not be in a page that has "all words". */
var TELLING = 0.35;
/* Of one or two telling words a page must hold all to stand first; of more, one may be missing. */
var FEW = 2;
var LEAST = 0.2;
var FOREIGN = 0.8;
var POOR = 9;
var LEVEL = [0, 0.9, 0.3, 0.15, 0.1, 0.05, 0.05];

/* Forms of one glossary term stand for each other: "OSINT" for "open source intelligence". */
function addOtherForms(part, words, matches) {
  part.forms.forEach(function (forms) {
    forms.forEach(function (form) {
      var at = findForm(part, words, form);
      if (at < 0) return;
      forms.forEach(function (other) {
        if (other === form || !other.length) return;
        var sections = findAll(part, other);
        for (var i = at; i < at + form.length; i++) matches[i].others.push(sections);
      });
    });
  });
}

function findForm(part, words, form) {
  for (var at = 0; form.length && at + form.length <= words.length; at++) {
    var same = form.every(function (it, i) {
      return words[at + i].word === it || (it.length > 3 && words[at + i].stem === part.stem(it));
    });
    if (same) return at;
  }
  return -1;
}

/* Sections with every word of a form: section -> where it stands, "heading" or "text". Frequent
   words are indexed once a page, for its head. */
function findAll(part, form) {
  var wanted = Array.from(new Set(form.map(part.stem)));
  var heading = form.map(function (word) {
    var here = new Set();
    sameStem(part, word, part.stem(word)).forEach(function (it) { it.where.forEach(here.add, here); });
    return here;
  });
  var found = new Map();
  if (part.full) {
    var text = wanted.map(function (stem) {
      var posting = part.full.index.invertedIndex[stem];
      return new Set(posting ? Object.keys(posting.text).map(Number) : []);
    });
    text.forEach(function (here) { here.forEach(function (number) {
      var head = part.pages[part.sections[number].page].first;
      if (text.every(function (it) { return it.has(number) || it.has(head); })) found.set(number, "text");
    }); });
  }
  if (heading.length) heading[0].forEach(function (number) {
    if (heading.every(function (it) { return it.has(number); })) found.set(number, "heading");
  });
  return found;
}

function rankPart(part, text, loose, foreign) {
  var words = readQuery(part, text);
  if (!words.length) return [];
  var matches = words.map(function (word) {
    var wide = widen(part, word, loose, foreign);
    return { heads: new Map(wide.heads), stems: new Map(wide.stems), others: [] };
  });
  joinNeighbours(part, words, matches);
  words.forEach(function (word, i) {
    var halves = part.known.has(word.word) ? null : findHalves(part, word.word);
    if (halves) matches[i].others.push(findAll(part, halves));
  });
  addOtherForms(part, words, matches);
  var rows = new Map();
  function row(number) {
    var it = rows.get(number);
    if (!it) rows.set(number, it = { section: part.sections[number], best: [], heads: [], score: 0 });
    return it;
  }
  function note(number, i, quality, field) {
    var it = row(number);
    var worth = quality * WORTH[field];
    if (worth > (it.best[i] || 0)) it.best[i] = worth;
    if (field === "heading" && quality > (it.heads[i] || 0)) it.heads[i] = quality;
  }
  var entries = new Map(); /* heading word -> [quality, which words of the question] */
  matches.forEach(function (match, i) {
    match.heads.forEach(function (quality, entry) {
      var known = entries.get(entry) || [0, 0];
      entries.set(entry, [Math.max(known[0], quality), known[1] | (1 << i)]);
      entry.where.forEach(function (number) { note(number, i, quality, "heading"); });
    });
    match.others.forEach(function (sections) {
      sections.forEach(function (field, number) { note(number, i, 0.9, field); });
    });
  });
  askLunr(part, matches, row, note);
  var weights = matches.map(function (match, i) { return weigh(part, words[i], match); });
  return scorePages(part, words, weights, entries, rows, foreign);
}

/* "cyber security" finds "cybersecurity". */
function joinNeighbours(part, words, matches) {
  for (var i = 0; i + 1 < words.length; i++) {
    var joined = words[i].word + words[i + 1].word;
    if (HAS_HAN.test(joined) || !isKnown(part, joined)) continue;
    var match = widen(part, { word: joined, stem: part.stem(joined), open: false }, false);
    [i, i + 1].forEach(function (at) {
      match.heads.forEach(function (quality, entry) {
        matches[at].heads.set(entry, Math.max(0.9 * quality, matches[at].heads.get(entry) || 0));
      });
      match.stems.forEach(function (quality, stem) {
        matches[at].stems.set(stem, Math.max(0.9 * quality, matches[at].stems.get(stem) || 0));
      });
    });
  }
}

function askLunr(part, matches, row, note) {
  if (!part.full) return;
  var boosts = new Map();
  matches.forEach(function (match) {
    match.stems.forEach(function (quality, stem) {
      boosts.set(stem, Math.max(quality, boosts.get(stem) || 0));
    });
  });
  if (!boosts.size) return;
  var results = part.full.index.query(function (query) {
    boosts.forEach(function (boost, stem) { query.term(stem, { boost: boost, usePipeline: false }); });
  });
  var most = results.length ? results[0].score : 1;
  results.forEach(function (result) {
    var number = +result.ref;
    row(number).score = result.score / most;
    var metadata = result.matchData.metadata;
    Object.keys(metadata).forEach(function (stem) {
      matches.forEach(function (match, i) {
        var quality = match.stems.get(stem);
        if (!quality) return;
        Object.keys(metadata[stem]).forEach(function (field) {
          if (field !== "title") note(number, i, field === "heading" ? 0.93 * quality : quality, field);
        });
      });
    });
  });
}

/* A word says the more the fewer pages hold it; one that stands everywhere says next to nothing,
   and one that stands nowhere cannot tell pages apart. */
function weigh(part, word, match) {
  var pages = new Set();
  function add(number) { pages.add(part.sections[number].page); }
  match.heads.forEach(function (quality, entry) { if (quality > 0.9) entry.where.forEach(add); });
  var posting = part.full && part.full.index.invertedIndex[word.stem];
  if (posting) {
    ["heading", "summary", "terms", "text"].forEach(function (field) {
      Object.keys(posting[field]).forEach(add);
    });
  }
  match.others.forEach(function (sections) { sections.forEach(function (field, number) { add(number); }); });
  if (!pages.size && !match.heads.size && !match.stems.size) return 0.4;
  var all = part.pages.length;
  return Math.max(0.05, Math.sqrt(Math.log(1 + (all - pages.size + 0.5) / (pages.size + 0.5))));
}

function scorePages(part, words, weights, entries, rows, foreign) {
  var sum = weights.reduce(function (a, b) { return a + b; }, 0);
  var pages = new Map();
  rows.forEach(function (row) {
    var section = row.section;
    var page = part.pages[section.page];
    var head = rows.get(page.first);
    var covered = 0;
    var inHeading = 0;
    row.titles = [];
    for (var i = 0; i < words.length; i++) {
      var title = row.titles[i] = (head && head.heads[i] || 0) * WORTH.title;
      var best = Math.max(row.best[i] || 0, title);
      covered += weights[i] * best;
      inHeading += weights[i] * (row.heads[i] || 0);
    }
    var shape = headingShape(section, words.length, entries);
    var fit = inHeading / sum * shape.tight;
    row.total = 8 * covered / sum + 6 * fit + 2 * shape.order * inHeading / sum +
      0.8 * row.score + LEVEL[section.level] * fit + (fit > 0.85 && shape.order === 1 ? 2 : 0);
    if (ASIDE.test(section.anchor)) row.total *= 0.6;
    if (LISTS[page.kind]) row.total *= fit > 0.85 ? LISTS[page.kind] : 0.7 * LISTS[page.kind];
    row.why = words.map(function (word, i) {
      return word.word + " " + (row.best[i] || 0).toFixed(2);
    }).concat("heading " + fit.toFixed(2), "lunr " + row.score.toFixed(2));
    var found = pages.get(page.number);
    if (!found) pages.set(page.number, found = { part: part, page: page, rows: [], best: [] });
    found.rows.push(row);
    for (var j = 0; j < words.length; j++) found.best[j] = Math.max(found.best[j] || 0, row.best[j] || 0);
  });
  var found = Array.from(pages.values());
  var needed = words.map(function (word, i) {
    return weights[i] > TELLING && (foreign || found.some(function (it) { return it.best[i] > 0; }));
  });
  function holds(best, more) {
    return needed.every(function (it, i) { return !it || best[i] > 0 || (more && more[i] > 0); });
  }
  found.forEach(function (found) {
    found.rows.sort(function (a, b) { return b.total - a.total || a.section.number - b.section.number; });
    found.all = holds(found.best);
    var near = found.rows.some(function (row) { return holds(row.best, row.titles); });
    found.share = 0;
    var held = 0;
    weights.forEach(function (weight, i) {
      held += weight * found.best[i] / sum;
      if (found.best[i]) found.share += weight / sum;
    });
    found.few = needed.filter(Boolean).length <= FEW && found.all;
    found.score = found.rows[0].total + found.all + 2 * near + 4 * held * (LISTS[found.page.kind] ? 0.5 : 1);
  });
  return found;
}

/* tight: how much of the heading the question names. order: how much of the question stands in the
   heading side by side as it was asked. */
function headingShape(section, count, entries) {
  var whole = 0;
  var named = 0;
  var pairs = 0;
  section.words.forEach(function (entry, at) {
    var match = entries.get(entry);
    whole += entry.rarity;
    if (!match) return;
    named += entry.rarity * match[0];
    var next = at + 1 < section.words.length && entries.get(section.words[at + 1]);
    if (next && (match[1] << 1) & next[1]) pairs++;
  });
  return { tight: whole ? named / whole : 0, order: count > 1 ? Math.min(1, pairs / (count - 1)) : 1 };
}

function comparePages(a, b) {
  return b.few - a.few || b.score - a.score || a.page.number - b.page.number;
}

/* All pages worth showing, best first. */
function rank(text) {
  var found = rankAll(text, false);
  if (!found.length && !parts[0].byStem) {
    parts.forEach(stemHeadings);
    found = rankAll(text, false);
  }
  var best = found.length ? found[0].score : 0;
  if (!best || !found[0].all || best < POOR) {
    /* A mistake may have made another word that exists: ask again as if every word may be wrong. */
    var wider = rankAll(text, true);
    if (wider.length && (!best || (wider[0].all && (!found[0].all || wider[0].score > 1.5 * best)))) {
      found = wider;
    }
  }
  return found.filter(function (it) { return it.share > LEAST; });
}

function rankAll(text, loose) {
  var found = [];
  parts.forEach(function (part, i) {
    /* Pages in another language stand behind those in the reader's own. */
    var pages = rankPart(part, text, loose, i > 0);
    pages.forEach(function (it) { if (i > 0) it.score *= FOREIGN; });
    found = found.concat(pages);
  });
  return found.sort(comparePages);
}
