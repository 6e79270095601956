/* The second tier: lunr's index, made again from the postings. */
var BOOSTS = { title: 3, heading: 5, summary: 2.5, terms: 2, text: 1 };
var SENT = ["summary", "terms", "text"];

/* A generator: each step is short, for where there is no worker. Vectors are lunr's own. */
function* buildFull(lunr, packed, part, stepwise) {
  stemHeadings(part);
  yield;
  var stems = [];
  var rests = packed.stems[1].split("\n");
  readNumbers(packed.stems[0]).forEach(function (shared, i) {
    stems.push((i ? stems[i - 1].slice(0, shared) : "") + rests[i]);
  });
  var builder = new lunr.Builder();
  Object.keys(BOOSTS).forEach(function (name) { builder.field(name, { boost: BOOSTS[name] }); });
  builder.documentCount = part.sections.length;
  builder.pipeline.add(stemmerFunction(lunr, part));
  builder.searchPipeline.add(stemmerFunction(lunr, part));
  var refs = part.sections.map(function (section) {
    builder._documents[section.number] = {};
    var made = {};
    Object.keys(BOOSTS).forEach(function (name) {
      made[name] = name + "/" + section.number;
      builder.fieldTermFrequencies[made[name]] = Object.create(null);
      builder.fieldLengths[made[name]] = 0;
    });
    return made;
  });

  function put(stem, name, section, count) {
    var posting = builder.invertedIndex[stem];
    if (!posting) {
      posting = builder.invertedIndex[stem] = Object.create(null);
      posting._index = builder.termIndex++;
      Object.keys(BOOSTS).forEach(function (it) { posting[it] = Object.create(null); });
    }
    var ref = refs[section][name];
    posting[name][section] = posting[name][section] || Object.create(null);
    builder.fieldTermFrequencies[ref][stem] = (builder.fieldTermFrequencies[ref][stem] || 0) + count;
    builder.fieldLengths[ref] += count;
  }

  for (var at = 0; at < part.sections.length; at++) {
    var section = part.sections[at];
    part.sections[part.pages[section.page].first].words.forEach(function (it) { put(it.stem, "title", at, 1); });
    section.words.forEach(function (it) { put(it.stem, "heading", at, 1); });
    if (at % 100 === 99) yield;
  }
  for (var field = 0; field < SENT.length; field++) {
    var name = SENT[field];
    var sizes = readNumbers(packed[name][0]);
    var steps = readNumbers(packed[name][1]);
    var counts = readNumbers(packed[name][2]);
    var step = 0;
    var count = 0;
    var order = stems.map(function (stem, i) { return i; });
    order.sort(function (a, b) { return sizes[a] - sizes[b] || a - b; });
    for (var i = 0; i < order.length; i++) {
      for (var left = sizes[order[i]], where = -1; left > 0; left--) {
        var value = steps[step++];
        where += (value >> 1) + 1;
        put(stems[order[i]], name, where, value & 1 ? counts[count++] + 2 : 1);
      }
      if (i % 500 === 499) yield;
    }
  }
  builder.calculateAverageFieldLengths();
  var all = builder.fieldTermFrequencies;
  var names = Object.keys(all);
  var vectors = {};
  var size = stepwise ? 200 : names.length;
  for (var from = 0; from < names.length; from += size) {
    builder.fieldTermFrequencies = {};
    names.slice(from, from + size).forEach(function (ref) { builder.fieldTermFrequencies[ref] = all[ref]; });
    builder.createFieldVectors();
    Object.assign(vectors, builder.fieldVectors);
    yield;
  }
  /* Words are looked up and widened by matching.js: lunr is only ever asked for stems it has. */
  var tokenSet = { intersect: function (asked) {
    return { toArray: function () {
      return asked.toArray().filter(function (it) { return it in builder.invertedIndex; });
    } };
  } };
  part.full = {
    index: new lunr.Index({ invertedIndex: builder.invertedIndex, fieldVectors: vectors,
      tokenSet: tokenSet, fields: Object.keys(BOOSTS), pipeline: builder.searchPipeline }),
    stems: stems,
    size: function (stem) {
      var posting = builder.invertedIndex[stem];
      return posting ? Object.keys(posting.text).length : 0;
    }
  };
}

function stemmerFunction(lunr, part) {
  var label = "stemmer-" + part.lang;
  var known = lunr.Pipeline.registeredFunctions[label];
  if (known) return known;
  function run(token) { return token.update(part.stem); }
  lunr.Pipeline.registerFunction(run, label);
  return run;
}
