/* Sections that hold the words, and pages by their best section.

   A section is worth what it holds of the question (each word by its rarity and by where it stands,
   and the more the fewer words are missing), more if its heading holds it, most if its heading is
   nothing else. lunr's own score decides between sections that are alike in that. */
var COVERED = 8;
var MISSING = 0.3;
var FIT = 6;
var ORDER = 2;
var WHOLE = 2;
var SCORE = 1.5;
/* And a page: that it holds all words, that one of its sections does, and how much all of it does. */
var ALL = 1;
var NEAR = 3;
var HELD = 4;
/* Another name of a thing, another word for it, or a word written in one piece. */
var OTHER = 0.9;
/* Exercises, self-checks and lists of links hold the words of everything. */
var ASIDE = /^(exercise|question|answer|joins|other-themes|other-handbooks|further-reading)/;
var ASIDE_WORTH = 0.6;
/* So do lists of everything: they stand behind the pages that are about one thing, unless one of
   their headings is what was asked for, and hold all words only where one of their entries does. */
var LISTS = { glossary: 0.85, instruments: 0.9 };
var LIST_WORTH = 0.7;
/* A heading that is hardly more than the question. */
var MEANT = 0.85;
/* What words tell: those that name nothing, pairs of characters across two words, those that stand
   nowhere and so cannot tell pages apart. */
var LITTLE_TELLS = 0.08;
var ACROSS_TELLS = 0.5;
var NOWHERE_TELLS = 0.4;
/* A word in most pages need not be in a page that has "all words". */
var TELLING = 0.35;
/* A mistake or a mere beginning is as good as the word only where no page has the word itself. */
var BAR = 0.3;
/* Of one or two telling words a page must hold all to stand first; of more, one may be missing. */
var FEW = 2;
var LEAST = 0.2;
var FOREIGN = 0.8;
var SHOWN = 3;

/* Forms of one glossary term stand for each other: "OSINT" for "open source intelligence". */
function addOtherForms(part, words, others) {
  var known = formsOf(part);
  var seen = new Set();
  function look(it) {
    if (seen.has(it)) return;
    seen.add(it);
    var at = findForm(part, words, it.form);
    if (at < 0) return;
    it.forms.forEach(function (other) {
      if (other === it.form || !other.length) return;
      var sections = findAll(part, other);
      for (var i = at; i < at + it.form.length; i++) others[i].push(sections);
    });
  }
  words.forEach(function (word) {
    (known.get(word.word) || []).forEach(look);
    (known.get(word.stem) || []).forEach(look);
  });
}

/* Forms by their first word and by its stem. */
function formsOf(part) {
  if (part.formsBy && part.formsFrom === stateOf(part)) return part.formsBy;
  var known = part.formsBy = new Map();
  part.formsFrom = stateOf(part);
  function add(key, it) {
    var same = known.get(key);
    if (same) same.push(it); else known.set(key, [it]);
  }
  part.forms.forEach(function (forms) {
    forms.forEach(function (form) {
      if (!form.length) return;
      var it = { form: form, forms: forms };
      var stem = part.stem(form[0]);
      add(form[0], it);
      if (stem !== form[0]) add(stem, it);
    });
  });
  return known;
}

function findForm(part, words, form) {
  for (var at = 0; form.length && at + form.length <= words.length; at++) {
    var same = form.every(function (it, i) {
      return words[at + i].word === it || (it.length > 2 && words[at + i].stem === part.stem(it));
    });
    if (same) return at;
  }
  return -1;
}

/* Sections with every word of a form: section -> where it stands, "heading" or "text". Frequent
   words are indexed once a page, for its head. */
function findAll(part, form) {
  var key = form.join(" ") + stateOf(part);
  var kept = part.wholes || (part.wholes = new Map());
  var found = kept.get(key);
  if (!found) kept.set(key, found = findAllAnew(part, form));
  return found;
}

function findAllAnew(part, form) {
  var wanted = Array.from(new Set(form.map(part.stem)));
  var heading = form.map(function (word) {
    var here = new Set();
    sameStem(part, word, part.stem(word)).forEach(function (it) { it.where.forEach(here.add, here); });
    return here;
  });
  var found = new Map();
  if (part.full) {
    var text = wanted.map(function (stem) { return new Set(placesOf(part, stem).text); });
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
  var wide = words.length;
  if (!wide) return [];
  /* A row for each section, a column for each word: worth of its best field, and in the heading. */
  var size = part.sections.length;
  var sheet = { best: new Float32Array(size * wide), heads: new Float32Array(size * wide),
    scores: new Float32Array(size), seen: new Uint8Array(size) };
  var entries = new Map(); /* heading word -> [quality, which words of the question] */
  function put(places, i, share) {
    for (var at = 0; at < places.numbers.length; at++) {
      var number = places.numbers[at];
      putCell(sheet, number, number * wide + i, share * places.worth[number], share * places.heads[number]);
      sheet.scores[number] += share * places.scores[number];
    }
    places.entries.forEach(function (quality, entry) {
      var known = entries.get(entry);
      if (!known) entries.set(entry, known = [0, 0]);
      known[0] = Math.max(known[0], share * quality);
      known[1] |= 1 << i;
    });
  }
  var found = words.map(function (word, i) {
    var places = findPlaces(part, word, loose, foreign);
    put(places, i, 1);
    return places;
  });
  joinNeighbours(part, words, put);
  var others = words.map(function (word) {
    var halves = part.known.has(word.word) ? null : findHalves(part, word.word);
    return halves ? [findAll(part, halves)] : [];
  });
  addOtherForms(part, words, others);
  others.forEach(function (all, i) { all.forEach(function (sections) {
    sections.forEach(function (field, number) {
      putCell(sheet, number, number * wide + i, OTHER * WORTH[field], field === "heading" ? OTHER : 0);
    });
  }); });
  var weights = words.map(function (word, i) { return weigh(part, word, found[i], others[i]); });
  return scorePages(part, words, weights, entries, sheet, foreign);
}

function putCell(sheet, number, cell, worth, head) {
  sheet.seen[number] = 1;
  if (worth > sheet.best[cell]) sheet.best[cell] = worth;
  if (head > sheet.heads[cell]) sheet.heads[cell] = head;
}

/* "cyber security" finds "cybersecurity". */
function joinNeighbours(part, words, put) {
  for (var i = 0; i + 1 < words.length; i++) {
    var joined = words[i].word + words[i + 1].word;
    if (HAS_HAN.test(joined) || !isKnown(part, joined)) continue;
    var places = findPlaces(part, { word: joined, stem: part.stem(joined), open: false }, false, false);
    put(places, i, OTHER);
    put(places, i + 1, OTHER);
  }
}

/* A word says the more the fewer pages hold it; one that stands everywhere says next to nothing. */
function weigh(part, word, places, others) {
  if (word.little) return LITTLE_TELLS;
  var share = word.across ? ACROSS_TELLS : 1;
  var held = places.pages.size;
  if (others.length) {
    var pages = new Set(places.pages);
    others.forEach(function (sections) {
      sections.forEach(function (field, number) { pages.add(part.sections[number].page); });
    });
    held = pages.size;
  }
  if (!held && places.none) return share * NOWHERE_TELLS;
  var all = part.pages.length;
  return share * Math.max(0.05, Math.sqrt(Math.log(1 + (all - held + 0.5) / (held + 0.5))));
}

function scorePages(part, words, weights, entries, sheet, foreign) {
  var wide = words.length;
  var asked = { words: words, weights: weights, entries: entries, sum: 0, most: 0, bar: [], needed: [],
    held: null };
  for (var i = 0; i < wide; i++) asked.sum += weights[i];
  sheet.scores.forEach(function (score) { if (score > asked.most) asked.most = score; });
  asked.held = new Float32Array(wide * part.pages.length);
  var found = [];
  for (var number = 0; number < part.pages.length; number++) {
    var it = scoreSections(part, part.pages[number], asked, sheet);
    if (it) found.push(it);
  }
  for (var j = 0; j < wide; j++) {
    var top = 0;
    for (var cell = j; cell < asked.held.length; cell += wide) top = Math.max(top, asked.held[cell]);
    asked.bar[j] = Math.min(BAR, 0.8 * top);
    asked.needed[j] = weights[j] > TELLING && (foreign || top > 0);
  }
  found.forEach(function (it) { scorePage(it, asked, sheet); });
  return found;
}

/* The sections of one page, its best SHOWN kept; null where none holds anything. */
function scoreSections(part, page, asked, sheet) {
  var wide = asked.words.length;
  var it = null;
  for (var number = page.first; number < page.last; number++) {
    if (!sheet.seen[number]) continue;
    it = it || { part: part, page: page, rows: [], all: false, few: false, share: 0, score: 0 };
    var covered = 0;
    var inHeading = 0;
    var share = 0;
    for (var i = 0; i < wide; i++) {
      var here = sheet.best[number * wide + i];
      if (here > asked.held[page.number * wide + i]) asked.held[page.number * wide + i] = here;
      var title = sheet.heads[page.first * wide + i] * WORTH.title;
      if (title > here) here = title;
      covered += asked.weights[i] * here;
      if (here) share += asked.weights[i];
      inHeading += asked.weights[i] * sheet.heads[number * wide + i];
    }
    var section = part.sections[number];
    var score = asked.most ? sheet.scores[number] / asked.most : 0;
    var total = COVERED * covered / asked.sum * Math.pow(share / asked.sum, MISSING) + SCORE * score;
    var fit = 0;
    if (inHeading) {
      var shape = headingShape(section, wide, asked.entries);
      fit = inHeading / asked.sum * shape.tight;
      total += FIT * fit + ORDER * shape.order * inHeading / asked.sum;
      if (fit > MEANT && shape.order === 1) total += WHOLE;
    }
    if (isAside(section)) total *= ASIDE_WORTH;
    if (LISTS[page.kind]) total *= LISTS[page.kind] * (fit > MEANT ? 1 : LIST_WORTH);
    if (it.rows.length === SHOWN && it.rows[SHOWN - 1].total >= total) continue;
    keepRow(it.rows, makeRow(section, total, fit, score, asked, sheet));
  }
  return it;
}

function isAside(section) { return ASIDE.test(section.anchor); }

/* why: what each word counted. */
function makeRow(section, total, fit, score, asked, sheet) {
  return { section: section, total: total, get why() {
    return asked.words.map(function (word, i) {
      return word.word + " " + sheet.best[section.number * asked.words.length + i].toFixed(2);
    }).concat("heading " + fit.toFixed(2), "lunr " + score.toFixed(2));
  } };
}

/* Only the best sections are ever shown. */
function keepRow(rows, row) {
  var at = rows.length;
  while (at > 0 && rows[at - 1].total < row.total) at--;
  rows.splice(at, 0, row);
  if (rows.length > SHOWN) rows.pop();
}

function scorePage(it, asked, sheet) {
  var wide = asked.words.length;
  var list = LISTS[it.page.kind];
  var held = 0;
  var telling = 0;
  it.all = true;
  for (var i = 0; i < wide; i++) {
    var here = asked.held[it.page.number * wide + i];
    held += asked.weights[i] * here / asked.sum;
    if (here) it.share += asked.weights[i] / asked.sum;
    if (!asked.needed[i]) continue;
    telling++;
    if (here <= asked.bar[i]) it.all = false;
  }
  var near = hasNear(it, asked, sheet);
  it.few = telling <= FEW && it.all && (near || !list);
  it.score = it.rows[0].total + ALL * it.all + NEAR * near + HELD * held * (list ? 0.5 : 1);
}

/* Whether one section, not an aside, holds all telling words, with the page's title. */
function hasNear(it, asked, sheet) {
  var page = it.page;
  var wide = asked.words.length;
  for (var number = page.first; number < page.last; number++) {
    if (!sheet.seen[number] || isAside(it.part.sections[number])) continue;
    for (var i = 0; i < wide; i++) {
      if (asked.needed[i] && sheet.best[number * wide + i] <= asked.bar[i] &&
          sheet.heads[page.first * wide + i] * WORTH.title <= asked.bar[i]) break;
    }
    if (i === wide) return true;
  }
  return false;
}

/* tight: how much of the heading the question names. order: how much of the question stands in the
   heading side by side as it was asked. */
function headingShape(section, count, entries) {
  var whole = 0;
  var named = 0;
  var pairs = 0;
  var before = 0;
  for (var at = 0; at < section.words.length; at++) {
    var entry = section.words[at];
    var match = entries.get(entry);
    whole += entry.rarity;
    if (match) named += entry.rarity * match[0];
    if (match && (before << 1) & match[1]) pairs++;
    before = match ? match[1] : 0;
  }
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
  if (!found.length || !found[0].all) {
    /* A mistake may have made another word that exists: ask again as if every word may be wrong. */
    var wider = rankAll(text, true);
    if (wider.length && (!found.length || wider[0].all)) found = wider;
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
