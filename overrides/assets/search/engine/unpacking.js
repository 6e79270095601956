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

var CRC = new Int32Array(256);
for (var entry = 0; entry < 256; entry++) {
  var crc = entry;
  for (var bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  CRC[entry] = crc;
}

/* The CRC-32 of every string of a value, two bytes a sign. */
function checksum(value) {
  var sum = -1;
  (function feed(it) {
    if (typeof it === "string") {
      for (var i = 0; i < it.length; i++) {
        var unit = it.charCodeAt(i);
        sum = (sum >>> 8) ^ CRC[(sum ^ unit) & 255];
        sum = (sum >>> 8) ^ CRC[(sum ^ (unit >>> 8)) & 255];
      }
    } else if (it && typeof it === "object") {
      Object.keys(it).forEach(function (key) { feed(it[key]); });
    }
  })(value);
  return (sum ^ -1) >>> 0;
}

function split(text) { return text === "" ? [] : text.split("\n"); }

/* Pages and sections of one language of words, and the words of their headings. */
function readPart(packed, prefix) {
  for (var i = 0, signs = Array.from(packed.simplified || ""); i + 1 < signs.length; i += 2) {
    simplified.set(signs[i], signs[i + 1]);
  }
  var part = { lang: packed.lang, stem: stemIn(packed.lang), pages: [], sections: [], full: null,
    widened: new Map() };
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
    var parents = [];
    for (var i = 0; i < counts[number]; i++) {
      var level = i ? +packed.levels[at] : 1;
      var section = { number: part.sections.length, page: number, level: level,
        anchor: i ? anchors[at] : "", heading: i ? headings[at] : page.title, path: [] };
      while (parents.length && parents[parents.length - 1].level >= level) parents.pop();
      section.path = parents.slice(1).map(function (it) { return it.heading; });
      parents.push(section);
      if (i) at++;
      if (steps[section.number]) slot = 0;
      chunk += steps[section.number];
      section.text = [chunk, slot++];
      part.sections.push(section);
    }
    page.last = part.sections.length;
    part.pages.push(page);
  });
  part.forms = split(packed.terms).map(function (line) {
    return line.split("|").map(wordsOf);
  });
  readHeadings(part);
  return part;
}

/* words: of all headings, sorted; each knows the sections it stands in. Stems come later: the first
   results are wanted sooner than they. */
function readHeadings(part) {
  var known = new Map();
  part.sections.forEach(function (section) {
    section.words = wordsOf(section.heading).map(function (word) {
      var entry = known.get(word);
      if (!entry) known.set(word, entry = { word: word, stem: "", where: [], rarity: 0 });
      if (entry.where[entry.where.length - 1] !== section.number) entry.where.push(section.number);
      return entry;
    });
  });
  part.known = known;
  part.words = Array.from(known.values()).sort(function (a, b) { return a.word < b.word ? -1 : 1; });
  part.words.forEach(function (entry) { entry.rarity = rarity(entry.where.length, part.sections.length); });
  part.byStem = null;
}

function stemHeadings(part) {
  if (part.byStem) return;
  part.byStem = new Map();
  part.words.forEach(function (entry) {
    entry.stem = part.stem(entry.word);
    var same = part.byStem.get(entry.stem);
    if (same) same.push(entry); else part.byStem.set(entry.stem, [entry]);
  });
  part.byStem.forEach(function (same) {
    if (same.length < 2) return;
    var where = new Set();
    same.forEach(function (it) { it.where.forEach(where.add, where); });
    same.forEach(function (it) { it.rarity = rarity(where.size, part.sections.length); });
  });
  part.widened.clear();
}

/* Words of headings with this stem; before there are stems, the word itself. */
function sameStem(part, word, stem) {
  if (part.byStem) return part.byStem.get(stem) || [];
  return part.known.has(word) ? [part.known.get(word)] : [];
}

/* How much a word says: the inverse document frequency of BM25, never nothing. */
function rarity(found, all) {
  return Math.max(0.2, Math.log(1 + (all - found + 0.5) / (found + 0.5)));
}
