/* A question to words, each word to the words of the site that may be meant by it, and those to the
   sections they stand in. */
var MOST_WORDS = 24;
var MOST_SIGNS = 400;
var WIDEST = 40;
var KEPT = 60;
var ASKED = 8;
var LITTLE_WORD = 5;
/* A beginning is worth less where what is typed is a word itself. */
var WHOLE_ALREADY = 0.6;
/* Another form in a heading; stemmers also join what is not one word. */
var SAME_STEM = 0.85;
var SEEN = ["heading", "summary", "terms", "text"];
/* What a word is worth in each field. */
var WORTH = { heading: 1, title: 0.62, terms: 0.55, summary: 0.55, text: 0.42 };

/* Words of questions that name nothing and yet are rare in texts, folded; what all pages are full of
   weighs nothing anyhow. Of Chinese, pairs and single characters: a pair with one of those names
   nothing either. */
var LITTLE = {
  en: "a an and another are as at be by can could did do does for from had has how i in is many me much " +
    "must my of on or other our should the their there these those to was were what when where which who " +
    "why will with would your",
  fr: "autre combien comment ou peut pourquoi quand que quel quelle quelles quels qui quoi son",
  es: "como cual cuales cuando cuantas cuantos donde otro para puede que quien",
  ru: "где как какая какие какой когда который кто куда ли можно надо нужно почему сколько что чтобы",
  ar: "ما ماذا من متي كيف كم هل اين لماذا اخر اي هذا يمكن",
  zh: "的 了 吗 呢 吧 么 谁 哪 怎 什么 时候 多少 可以 关于 有没 没有 如何 是否 为什 需要"
};

/* Words of a question. open: the reader may still be typing this one. little: it names nothing.
   across: a pair of characters that stands across two words. */
function readQuery(part, text) {
  text = String(text).slice(0, MOST_SIGNS);
  var found = cut(text).slice(0, MOST_WORDS).map(function (it, i) {
    /* One letter behind other words begins half of all words. */
    var open = it[2] === text.length && (!i || it[0].length > 1 || HAS_HAN.test(it[0]));
    return { word: it[0], stem: part.stem(it[0]), open: open, start: it[1], end: it[2],
      little: isLittle(part, it[0]), across: false };
  });
  if (part.lang === "zh") markAcross(part, found);
  return found;
}

function isLittle(part, word) {
  var little = part.little || (part.little = new Set((LITTLE[part.lang] || "").split(" ")));
  return little.has(word) ||
    (part.lang === "zh" && word.length === 2 && (little.has(word[0]) || little.has(word[1])));
}

/* The pairs of a run of Chinese overlap. It is cut so that the pairs which sections hold most often
   are its words; those that overlap with one of them stand across two. */
function markAcross(part, words) {
  for (var from = 0, to = 0; from < words.length; from = to) {
    for (to = from + 1; to < words.length && words[to].start < words[to - 1].end;) to++;
    var best = [0, 0];
    var took = [];
    for (var i = from; i < to; i++) {
      var worth = best[i - from] + worthAsWord(part, words[i]);
      took[i] = worth > best[i - from + 1];
      best.push(took[i] ? worth : best[i - from + 1]);
    }
    for (var at = to - 1; at >= from; at -= took[at] ? 2 : 1) {
      if (!took[at]) continue;
      if (at > from) words[at - 1].across = true;
      if (at + 1 < to) words[at + 1].across = true;
    }
  }
}

function worthAsWord(part, it) {
  if (it.little) return part.little.has(it.word) ? LITTLE_WORD : 0;
  var entry = part.known.get(it.word);
  var text = part.full ? placesOf(part, it.word).text.length : 0;
  return Math.log(1 + text + (entry ? entry.where.length : 0));
}

function isKnown(part, word) {
  var stem = part.stem(word);
  return sameStem(part, word, stem).length > 0 || isInTexts(part, stem);
}

function isInTexts(part, stem) { return !!part.full && placesOf(part, stem).text.length > 0; }

/* The sections of a stem by field, from lunr's inverted index. */
function placesOf(part, stem) {
  var kept = part.places || (part.places = new Map());
  var places = kept.get(stem);
  if (!places) {
    var posting = part.full.index.invertedIndex[stem];
    places = {};
    for (var i = 0; i < SEEN.length; i++) {
      places[SEEN[i]] = posting ? Object.keys(posting[SEEN[i]]).map(Number) : [];
    }
    kept.set(stem, places);
  }
  return places;
}

/* A name of the glossary's or a synonym is no mistake, though no text may hold it. */
function isForm(part, word) {
  var forms = formsOf(part);
  return (forms.get(word.stem) || forms.get(word.word) || []).some(function (it) {
    return it.form.length === 1 && findForm(part, [word], it.form) === 0;
  });
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

function firstAtLeast(list, word) {
  var low = 0;
  var high = list.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (list[middle] < word) low = middle + 1; else high = middle;
  }
  return low;
}

function wordOf(entry) { return entry.word; }
function itself(it) { return it; }

/* heads: heading word -> quality. stems: stem -> quality, of the full texts. Quality 1 is the word
   itself; a mistake or a mere beginning is worth less. loose: look for mistakes although the word
   exists, because no page has all the words. foreign: not the reader's language, where a word known
   at home is no mistake. */
function widen(part, word, loose, foreign) {
  var key = keyOf(part, word, loose, foreign);
  var known = part.widened.get(key);
  if (known) return known;
  if (part.widened.size > 500) part.widened.clear();
  part.widened.set(key, known = widenAnew(part, word, loose, foreign));
  return known;
}

function keyOf(part, word, loose, foreign) {
  return [word.word, word.open, word.across, loose, foreign, stateOf(part)].join(" ");
}

/* What is known so far: words of headings, their stems, or the full texts too. */
function stateOf(part) { return part.full ? 2 : part.byStem ? 1 : 0; }

function widenAnew(part, word, loose, foreign) {
  var heads = new Map();
  var stems = new Map();
  function head(entry, quality) { heads.set(entry, Math.max(quality, heads.get(entry) || 0)); }
  function stem(it, quality) { stems.set(it, Math.max(quality, stems.get(it) || 0)); }

  sameStem(part, word.word, word.stem).forEach(function (entry) {
    head(entry, entry.word === word.word ? 1 : SAME_STEM);
  });
  if (isInTexts(part, word.stem)) stem(word.stem, 1);
  var right = heads.size || stems.size || isForm(part, word);
  if (word.open) addBeginnings(part, word, head, stem);
  if (word.little || word.across) return { heads: heads, stems: stems };
  var none = !heads.size && !stems.size;
  if (loose ? none || !word.open : !foreign && !right && (none || word.word.length > 3)) {
    addMistakes(part, word, head, stem);
  }
  if (word.open && !foreign && !right && !heads.size && !stems.size) {
    addMistakenBeginnings(part, word, head, stem);
  }
  return { heads: heads, stems: stems };
}

function addBeginnings(part, word, head, stem) {
  var most = part.known.has(word.word) ? WHOLE_ALREADY : 1;
  function worth(whole) {
    return most * (0.6 + 0.3 * word.word.length / Math.max(word.word.length, whole.length));
  }
  for (var i = 0; i < part.words.length; i++) {
    var entry = part.words[i];
    if (!entry.word.startsWith(word.word)) continue;
    head(entry, worth(entry.word));
    stemOf(part, entry, stem, worth(entry.word));
  }
  if (!part.full) return;
  var at = firstAtLeast(part.full.stems, word.word);
  for (var left = WIDEST; left && at < part.full.stems.length; at++, left--) {
    if (!part.full.stems[at].startsWith(word.word)) break;
    stem(part.full.stems[at], worth(part.full.stems[at]));
  }
  /* Half-typed endings: what is typed may be longer than the stem of what is meant. */
  for (var size = word.word.length - 1; size > 3 && size > word.word.length - 5; size--) {
    if (isInTexts(part, word.word.slice(0, size))) stem(word.word.slice(0, size), 0.6);
  }
}

function stemOf(part, entry, stem, quality) {
  if (isInTexts(part, entry.stem)) stem(entry.stem, quality);
}

function allowed(length) { return length < 3 ? 0 : length < 8 ? 1 : 2; }

function addMistakes(part, word, head, stem) {
  if (HAS_HAN.test(word.word)) return addMistakenPairs(part, word.word, head, stem);
  var letters = part.letters || (part.letters = listLetters(part.words, wordOf));
  near(word.word, part.words, wordOf, letters, function (entry, off) {
    head(entry, 0.9 - 0.2 * off);
    stemOf(part, entry, stem, 0.9 - 0.2 * off);
  });
  if (!part.full) return;
  letters = part.full.letters || (part.full.letters = listLetters(part.full.stems, itself));
  near(word.stem, part.full.stems, itself, letters, function (it, off) { stem(it, 0.85 - 0.2 * off); });
}

function listLetters(list, get) {
  var all = new Int32Array(list.length);
  for (var i = 0; i < list.length; i++) all[i] = lettersOf(get(list[i]));
  return all;
}

function near(word, list, get, letters, take) {
  var most = allowed(word.length);
  if (!most) return;
  var own = lettersOf(word);
  for (var i = 0; i < list.length; i++) {
    if (bits(own ^ letters[i]) > 2 * most) continue;
    var off = distance(word, get(list[i]), most);
    if (off > 0 && off <= most) take(list[i], off);
  }
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
  if (isInTexts(part, pair[1] + pair[0])) stem(pair[1] + pair[0], 0.6);
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

var lines = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];

/* Letters left out, put in, changed or swapped with their neighbour; most + 1 if more than that. */
function distance(one, other, most) {
  var wide = other.length;
  if (Math.abs(one.length - wide) > most || wide > 60) return most + 1;
  var before = lines[0];
  var row = lines[1];
  var next = lines[2];
  for (var i = 0; i <= wide; i++) row[i] = i;
  for (var a = 1; a <= one.length; a++) {
    var letter = one.charCodeAt(a - 1);
    var least = next[0] = a;
    for (var b = 1; b <= wide; b++) {
      var here = other.charCodeAt(b - 1);
      var value = row[b - 1] + (letter === here ? 0 : 1);
      if (row[b] + 1 < value) value = row[b] + 1;
      if (next[b - 1] + 1 < value) value = next[b - 1] + 1;
      if (a > 1 && b > 1 && letter === other.charCodeAt(b - 2) && one.charCodeAt(a - 2) === here &&
          before[b - 2] + 1 < value) {
        value = before[b - 2] + 1;
      }
      next[b] = value;
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    var spare = before;
    before = row;
    row = next;
    next = spare;
  }
  return row[wide];
}

/* Where a word stands: numbers of sections; by number the worth of its best field, how well its
   heading holds it, and lunr's score; the pages that hold the word itself. Kept from key to key,
   since a reader types at the last word only. */
function findPlaces(part, word, loose, foreign) {
  var key = keyOf(part, word, loose, foreign);
  var kept = part.found || (part.found = new Map());
  var found = kept.get(key);
  if (found) return found;
  if (kept.size > KEPT) kept.clear();
  kept.set(key, found = findPlacesAnew(part, word, widen(part, word, loose, foreign)));
  return found;
}

function findPlacesAnew(part, word, match) {
  var size = part.sections.length;
  var found = { numbers: [], worth: new Float32Array(size), heads: new Float32Array(size),
    scores: new Float32Array(size), pages: new Set(), entries: match.heads,
    none: !match.heads.size && !match.stems.size };
  function put(numbers, quality, field, same) {
    var worth = quality * WORTH[field];
    for (var i = 0; i < numbers.length; i++) {
      var number = numbers[i];
      if (!found.worth[number]) found.numbers.push(number);
      if (worth > found.worth[number]) found.worth[number] = worth;
      if (field === "heading" && quality > found.heads[number]) found.heads[number] = quality;
      if (same) found.pages.add(part.sections[number].page);
    }
  }
  match.heads.forEach(function (quality, entry) {
    put(entry.where, quality, "heading", quality === 1 || entry.stem === word.stem);
  });
  match.stems.forEach(function (quality, stem) {
    var places = placesOf(part, stem);
    SEEN.forEach(function (field) {
      put(places[field], field === "heading" ? SAME_STEM * quality : quality, field, stem === word.stem);
    });
  });
  if (!word.little && match.stems.size) askLunr(part, match.stems, found.scores);
  return found;
}

/* lunr is asked for the stems that are most likely meant: many beginnings tell little. */
function askLunr(part, stems, scores) {
  var asked = Array.from(stems);
  if (asked.length > ASKED) asked = asked.sort(function (a, b) { return b[1] - a[1]; }).slice(0, ASKED);
  var results = part.full.index.query(function (query) {
    for (var i = 0; i < asked.length; i++) query.term(asked[i][0], { boost: asked[i][1], usePipeline: false });
  });
  for (var i = 0; i < results.length; i++) scores[+results[i].ref] = results[i].score;
}
