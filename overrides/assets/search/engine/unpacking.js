/* What scripts/ctkb/search/packing.py wrote, as lists and maps. */
var SIGNS = new Int16Array(128).fill(-1);
for (var code = 0x20, sign = 0; code < 0x7f; code++) {
  if (code !== 0x22 && code !== 0x5c) SIGNS[code] = sign++;
}
var LOW = 80;
var HIGH = 13;

function readNumbers(text) {
  var numbers = [];
  var rest = 0;
  for (var i = 0; i < text.length; i++) {
    var value = SIGNS[text.charCodeAt(i)];
    if (value < LOW) {
      numbers.push(rest * LOW + value);
      rest = 0;
    } else {
      rest = rest * HIGH + value - LOW;
    }
  }
  return numbers;
}

/* The Adler-32 of every string of a value, two bytes a sign. */
function checksum(value) {
  var low = 1;
  var high = 0;
  (function feed(it) {
    if (typeof it === "string") {
      for (var i = 0; i < it.length;) {
        for (var end = Math.min(it.length, i + 2000); i < end; i++) {
          var unit = it.charCodeAt(i);
          high += low += unit & 255;
          high += low += unit >> 8;
        }
        low %= 65521;
        high %= 65521;
      }
    } else if (it && typeof it === "object") {
      Object.keys(it).forEach(function (key) { feed(it[key]); });
    }
  })(value);
  return high * 65536 + low;
}

function split(text) { return text === "" ? [] : text.split("\n"); }

/* Pages and sections of one language of words, and the words of their headings. */
function readPart(packed, prefix) {
  for (var i = 0, signs = Array.from(packed.simplified || ""); i + 1 < signs.length; i += 2) {
    simplified.set(signs[i], signs[i + 1]);
  }
  var part = { lang: packed.lang, stem: itAsItIs, pages: [], sections: [], full: null,
    widened: new Map(), rarities: [] };
  var titles = split(packed.titles);
  var groups = readNumbers(packed.groups);
  var counts = readNumbers(packed.counts);
  var headings = packed.headings.split("\n");
  var anchors = packed.anchors.split("\n");
  var chunk = 0;
  var slot = 0;
  var at = 0;
  var steps = readNumbers(packed.chunks);
  split(packed.addresses).forEach(function (address, number) {
    var page = { number: number, address: prefix + address, title: titles[number],
      kind: packed.kinds[groups[3 * number]],
      product: packed.products[groups[3 * number + 1] - 1] || null,
      region: packed.regions[groups[3 * number + 2] - 1] || null, first: part.sections.length };
    for (var i = 0; i < counts[number]; i++) {
      var here = part.sections.length;
      if (steps[here]) slot = 0;
      chunk += steps[here];
      part.sections.push({ number: here, page: number, level: i ? +packed.levels[at] : 1,
        anchor: i ? anchors[at] : "", heading: i ? headings[at] : page.title,
        text: [chunk, slot++], words: null });
      if (i) at++;
    }
    page.last = part.sections.length;
    part.pages.push(page);
  });
  readHeadings(part);
  readForms(part, split(packed.terms).map(function (line) { return line.split("|"); }));
  return part;
}

function itAsItIs(word) { return word; }

/* The headings that a section stands under, without the page's title. */
function pathOf(part, section) {
  var path = [];
  var level = section.level;
  for (var at = section.number - 1; at >= 0 && part.sections[at].level > 1; at--) {
    var above = part.sections[at];
    if (above.level >= level) continue;
    level = above.level;
    path.unshift(above.heading);
  }
  return path;
}

/* forms: of each term of the glossary, its names as words. */
function readForms(part, names) {
  var words = wordsOfLines([].concat.apply([], names));
  var at = 0;
  part.forms = names.map(function (some) { return some.map(function () { return words[at++]; }); });
}

/* words: of all headings; each knows the sections it stands in. Stems come later, and until then a
   word is its own: the first results are wanted sooner. */
function readHeadings(part) {
  var known = new Map();
  var lines = wordsOfLines(part.sections.map(function (section) { return section.heading; }));
  for (var at = 0; at < lines.length; at++) {
    var words = lines[at];
    for (var i = 0; i < words.length; i++) {
      var entry = known.get(words[i]);
      if (!entry) known.set(words[i], entry = { word: words[i], stem: "", where: [], rarity: 0 });
      if (entry.where[entry.where.length - 1] !== at) entry.where.push(at);
      words[i] = entry;
    }
    part.sections[at].words = words;
  }
  part.known = known;
  part.words = Array.from(known.values());
  for (var j = 0; j < part.words.length; j++) part.words[j].rarity = rarity(part, part.words[j].where.length);
  part.byStem = null;
}

function stemHeadings(part) {
  var steps = stemSlowly(part);
  while (!steps.next().done);
}

/* A generator, for a question may come meanwhile: nothing is changed before the last step. */
function* stemSlowly(part) {
  if (part.byStem) return;
  var stem = part.realStem = part.realStem || stemIn(part.lang);
  for (var i = 0; i < part.words.length; i++) {
    stem(part.words[i].word);
    if (i % 20 === 19) yield;
  }
  if (part.byStem) return;
  part.stem = stem;
  part.byStem = new Map();
  part.words.forEach(function (entry) {
    entry.stem = stem(entry.word);
    var same = part.byStem.get(entry.stem);
    if (same) same.push(entry); else part.byStem.set(entry.stem, [entry]);
  });
  part.byStem.forEach(function (same) {
    if (same.length < 2) return;
    var where = new Set();
    same.forEach(function (it) { it.where.forEach(where.add, where); });
    same.forEach(function (it) { it.rarity = rarity(part, where.size); });
  });
  part.widened.clear();
}

/* Words of headings with this stem; before there are stems, the word itself. */
function sameStem(part, word, stem) {
  if (part.byStem) return part.byStem.get(stem) || [];
  return part.known.has(word) ? [part.known.get(word)] : [];
}

/* How much a word says: the inverse document frequency of BM25, never nothing. */
function rarity(part, found) {
  var all = part.sections.length;
  return part.rarities[found] || (part.rarities[found] =
    Math.max(0.2, Math.log(1 + (all - found + 0.5) / (found + 0.5))));
}
