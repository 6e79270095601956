/* A question to words, and each word to the words of the site that may be meant by it. */
var MOST_WORDS = 24;
var MOST_SIGNS = 400;
var WIDEST = 40;

/* Words of a question. open: the reader may still be typing this one. */
function readQuery(part, text) {
  text = String(text).slice(0, MOST_SIGNS);
  var found = cut(text).slice(0, MOST_WORDS);
  return found.map(function (it) {
    return { word: it[0], stem: part.stem(it[0]), open: it[2] === text.length };
  });
}

function isKnown(part, word) {
  var stem = part.stem(word);
  return sameStem(part, word, stem).length > 0 || !!(part.full && part.full.size(stem));
}

/* "counterterrorism" finds "counter-terrorism": a word may be two that headings use. */
function findHalves(part, word) {
  for (var at = word.length - 4; at > 3 && !HAS_HAN.test(word); at--) {
    if (part.known.has(word.slice(0, at)) && part.known.has(word.slice(at))) {
      return [word.slice(0, at), word.slice(at)];
    }
  }
  return null;
}

function firstAtLeast(list, word, get) {
  var low = 0;
  var high = list.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (get(list[middle]) < word) low = middle + 1; else high = middle;
  }
  return low;
}

function wordOf(entry) { return entry.word; }
function itself(it) { return it; }

/* heads: [heading word, quality]. stems: stem -> quality, of the full texts. Quality 1 is the word
   itself; a mistake or a mere beginning is worth less. loose: look for mistakes although the word
   exists, because no page has all the words. foreign: not the reader's language, where a word known
   at home is no mistake. */
function widen(part, word, loose, foreign) {
  var key = [word.word, word.open, loose, foreign, !!part.full].join(" ");
  var known = part.widened.get(key);
  if (known) return known;
  if (part.widened.size > 500) part.widened.clear();
  part.widened.set(key, known = widenAnew(part, word, loose, foreign));
  return known;
}

function widenAnew(part, word, loose, foreign) {
  var heads = new Map();
  var stems = new Map();
  function head(entry, quality) { heads.set(entry, Math.max(quality, heads.get(entry) || 0)); }
  function stem(it, quality) { stems.set(it, Math.max(quality, stems.get(it) || 0)); }

  sameStem(part, word.word, word.stem).forEach(function (entry) {
    head(entry, entry.word === word.word ? 1 : 0.93);
  });
  if (part.full && part.full.size(word.stem)) stem(word.stem, 1);
  var known = isKnown(part, word.word);
  if (word.open) addBeginnings(part, word, head, stem);
  if (loose || (!foreign && !known && (word.word.length > 3 || (!heads.size && !stems.size)))) {
    addMistakes(part, word, head, stem);
  }
  if (word.open && !foreign && !heads.size && !stems.size) addMistakenBeginnings(part, word, head, stem);
  return { heads: heads, stems: stems };
}

function addBeginnings(part, word, head, stem) {
  function worth(whole) { return 0.6 + 0.3 * word.word.length / Math.max(word.word.length, whole.length); }
  var at = firstAtLeast(part.words, word.word, wordOf);
  for (; at < part.words.length && part.words[at].word.startsWith(word.word); at++) {
    head(part.words[at], worth(part.words[at].word));
    stemOf(part, part.words[at], stem, worth(part.words[at].word));
  }
  if (!part.full) return;
  at = firstAtLeast(part.full.stems, word.word, itself);
  for (var left = WIDEST; left && at < part.full.stems.length; at++, left--) {
    if (!part.full.stems[at].startsWith(word.word)) break;
    stem(part.full.stems[at], worth(part.full.stems[at]));
  }
  /* Half-typed endings: what is typed may be longer than the stem of what is meant. */
  for (var size = word.word.length - 1; size > 3 && size > word.word.length - 5; size--) {
    if (part.full.size(word.word.slice(0, size))) stem(word.word.slice(0, size), 0.6);
  }
}

function stemOf(part, entry, stem, quality) {
  if (part.full && part.full.size(entry.stem)) stem(entry.stem, quality);
}

function allowed(length) { return length < 3 ? 0 : length < 8 ? 1 : 2; }

function addMistakes(part, word, head, stem) {
  if (HAS_HAN.test(word.word)) return addMistakenPairs(part, word.word, head, stem);
  near(word.word, part.words, wordOf, function (entry, off) {
    head(entry, 0.9 - 0.2 * off);
    stemOf(part, entry, stem, 0.9 - 0.2 * off);
  });
  if (part.full) {
    near(word.stem, part.full.stems, itself, function (it, off) { stem(it, 0.85 - 0.2 * off); });
  }
}

function near(word, list, get, take) {
  var most = allowed(word.length);
  if (!most) return;
  var letters = lettersOf(word);
  list.forEach(function (it) {
    var other = get(it);
    if (Math.abs(other.length - word.length) > most) return;
    if (bits(letters ^ lettersOf(other)) > 2 * most) return;
    var off = distance(word, other, most);
    if (off > 0 && off <= most) take(it, off);
  });
}

/* A set of letters as bits: one mistake changes two of them at most. */
function lettersOf(word) {
  for (var i = 0, set = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

function bits(set) {
  for (var many = 0; set; many++) set &= set - 1;
  return many;
}

/* Two characters in the wrong order, or one of them wrong. */
function addMistakenPairs(part, pair, head, stem) {
  if (pair.length !== 2) return;
  part.words.forEach(function (entry) {
    var it = entry.word;
    if (it.length !== 2) return;
    if (it[0] === pair[1] && it[1] === pair[0]) head(entry, 0.75);
    else if (it[0] === pair[0] || it[1] === pair[1]) head(entry, 0.4);
  });
  if (part.full && part.full.size(pair[1] + pair[0])) stem(pair[1] + pair[0], 0.6);
}

function addMistakenBeginnings(part, word, head, stem) {
  if (word.word.length < 5 || HAS_HAN.test(word.word)) return;
  part.words.forEach(function (entry) {
    if (entry.word.length > word.word.length &&
        distance(word.word, entry.word.slice(0, word.word.length), 1) === 1) {
      head(entry, 0.5);
      stemOf(part, entry, stem, 0.5);
    }
  });
}

/* Letters left out, put in, changed or swapped with their neighbour; most + 1 if more than that. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  var before = null;
  var row = [];
  for (var i = 0; i <= other.length; i++) row.push(i);
  for (var a = 1; a <= one.length; a++) {
    var next = [a];
    var least = a;
    for (var b = 1; b <= other.length; b++) {
      var cost = one[a - 1] === other[b - 1] ? 0 : 1;
      var value = Math.min(row[b] + 1, next[b - 1] + 1, row[b - 1] + cost);
      if (before && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1]) {
        value = Math.min(value, before[b - 2] + 1);
      }
      next.push(value);
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}
