/* The second tier: lunr's index, made again from the postings. */
var BOOSTS = { title: 3, heading: 5, summary: 2.5, terms: 2, text: 1 };
var SENT = ["summary", "terms", "text"];
var NONE = {};
/* lunr's own: how much a word's repetition and a field's length count. */
var K1 = 1.2;
var B = 0.75;

/* A generator: each step is short. Terms have the numbers and vectors the values that lunr's builder
   would give them, in a fifth of its time. */
function* buildFull(lunr, packed, part) {
  yield* stemSlowly(part);
  var stems = [];
  var rests = packed.stems[1].split("\n");
  readNumbers(packed.stems[0]).forEach(function (shared, i) {
    stems.push((i ? stems[i - 1].slice(0, shared) : "") + rests[i]);
  });
  var inverted = Object.create(null);
  var terms = [];
  var fields = {};
  Object.keys(BOOSTS).forEach(function (name) {
    fields[name] = { places: [], counts: [], lengths: part.sections.map(function () { return 0; }) };
  });

  function numberOf(stem) {
    if (!inverted[stem]) {
      inverted[stem] = { _index: terms.length, title: NONE, heading: NONE, summary: NONE, terms: NONE,
        text: NONE };
      terms.push(inverted[stem]);
    }
    return inverted[stem]._index;
  }

  function put(number, field, section, count) {
    var places = field.places[number] = field.places[number] || [];
    var counts = field.counts[number] = field.counts[number] || [];
    if (places[places.length - 1] === section) {
      counts[counts.length - 1] += count;
    } else {
      places.push(section);
      counts.push(count);
    }
    field.lengths[section] += count;
  }

  for (var at = 0; at < part.sections.length; at++) {
    var section = part.sections[at];
    part.sections[part.pages[section.page].first].words.forEach(function (it) {
      put(numberOf(it.stem), fields.title, at, 1);
    });
    section.words.forEach(function (it) { put(numberOf(it.stem), fields.heading, at, 1); });
    if (at % 50 === 49) yield;
  }
  for (var next = 0; next < SENT.length; next++) {
    yield* readPostings(packed[SENT[next]], stems, numberOf, put, fields[SENT[next]]);
  }
  var vectors = yield* makeVectors(lunr, terms, fields, part.sections.length);
  /* Words are looked up and widened by matching.js: lunr is only ever asked for stems it has. */
  var tokenSet = { intersect: function (asked) {
    return { toArray: function () {
      return asked.toArray().filter(function (it) { return it in inverted; });
    } };
  } };
  part.full = {
    index: new lunr.Index({ invertedIndex: inverted, fieldVectors: vectors, tokenSet: tokenSet,
      fields: Object.keys(BOOSTS), pipeline: new lunr.Pipeline() }),
    stems: stems
  };
}

function* readPostings(packed, stems, numberOf, put, field) {
  var sizes = readNumbers(packed[0]);
  var steps = readNumbers(packed[1]);
  var counts = readNumbers(packed[2]);
  var step = 0;
  var count = 0;
  var order = stems.map(function (stem, i) { return i; });
  order.sort(function (a, b) { return sizes[a] - sizes[b] || a - b; });
  yield;
  for (var i = 0; i < order.length; i++) {
    if (!sizes[order[i]]) continue;
    var number = numberOf(stems[order[i]]);
    for (var left = sizes[order[i]], where = -1; left > 0; left--) {
      var value = steps[step++];
      where += (value >> 1) + 1;
      put(number, field, where, value & 1 ? counts[count++] + 2 : 1);
    }
    if (i % 200 === 199) yield;
  }
}

/* The postings and vectors of lunr: "field/section" -> numbers of terms and their weights. */
function* makeVectors(lunr, terms, fields, many) {
  var names = Object.keys(BOOSTS);
  var elements = {};
  var lengths = {};
  names.forEach(function (name) {
    var average = fields[name].lengths.reduce(function (a, b) { return a + b; }, 0) / many;
    lengths[name] = fields[name].lengths.map(function (it) { return K1 * (1 - B + B * (it / average)); });
    elements[name] = lengths[name].map(function () { return []; });
  });
  for (var number = 0; number < terms.length; number++) {
    var found = 0;
    names.forEach(function (name) { found += (fields[name].places[number] || []).length; });
    var rarity = Math.log(1 + Math.abs((many - found + 0.5) / (found + 0.5)));
    names.forEach(function (name) {
      var places = fields[name].places[number];
      if (!places) return;
      var counts = fields[name].counts[number];
      var posting = terms[number][name] = {};
      for (var i = 0; i < places.length; i++) {
        var score = rarity * ((K1 + 1) * counts[i]) / (lengths[name][places[i]] + counts[i]) * BOOSTS[name];
        posting[places[i]] = NONE;
        elements[name][places[i]].push(number, Math.round(score * 1000) / 1000);
      }
    });
    if (number % 100 === 99) yield;
  }
  var vectors = {};
  names.forEach(function (name) {
    elements[name].forEach(function (it, section) { vectors[name + "/" + section] = new lunr.Vector(it); });
  });
  return vectors;
}
