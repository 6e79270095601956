/* Which words of a text to mark, and which stretch of it to show. */
var EXCERPT = { zh: 90 };
var EXCERPT_ELSE = 200;

/* Kept for the texts of one question, which come one by one. */
function makeMarker(part, query) {
  var key = stateOf(part) + query;
  if (part.markerOf !== key) {
    part.markerOf = key;
    part.marker = makeMarkerAnew(part, query);
  }
  return part.marker;
}

function makeMarkerAnew(part, query) {
  var words = readQuery(part, query);
  var stems = new Set();
  var starts = [];
  var forms = formsOf(part);
  words.forEach(function (word) {
    var match = widen(part, word, false, part !== parts[0]);
    var good = 0;
    match.heads.forEach(function (quality) { good = Math.max(good, quality); });
    match.stems.forEach(function (quality) { good = Math.max(good, quality); });
    var least = good > 0.9 ? 0.59 : 0;
    match.heads.forEach(function (quality, entry) { if (quality > least) stems.add(part.stem(entry.word)); });
    match.stems.forEach(function (quality, stem) { if (quality > least) stems.add(stem); });
    stems.add(word.stem);
    if (word.open && word.word.length > 1) starts.push(word.word);
    (forms.get(word.word) || []).concat(forms.get(word.stem) || []).forEach(function (it) {
      if (findForm(part, words, it.form) < 0) return;
      it.forms.forEach(function (form) {
        form.forEach(function (one) { if (one.length > 2) stems.add(part.stem(one)); });
      });
    });
  });
  return function (text) {
    var marks = [];
    cut(text).forEach(function (it) {
      var hit = stems.has(part.stem(it[0])) ||
        starts.some(function (start) { return it[0].startsWith(start); });
      if (!hit) return;
      var last = marks[marks.length - 1];
      if (last && it[1] <= last[1]) last[1] = Math.max(last[1], it[2]);
      else marks.push([it[1], it[2], it[0]]);
    });
    return marks;
  };
}

function bare(marks) { return marks.map(function (it) { return [it[0], it[1]]; }); }

/* The stretch with the most different words found, cut between words. */
function makeExcerpt(text, marks, lang) {
  var size = EXCERPT[lang] || EXCERPT_ELSE;
  var best = 0;
  var most = -1;
  marks.forEach(function (mark, i) {
    var seen = new Set();
    for (var j = i; j < marks.length && marks[j][1] <= mark[0] + size - 40; j++) seen.add(marks[j][2]);
    if (seen.size > most) {
      most = seen.size;
      best = mark[0];
    }
  });
  var start = Math.max(0, best - 30);
  if (start > 0 && lang !== "zh") start = Math.max(text.lastIndexOf(" ", best - 1) < start ? start : start, text.indexOf(" ", start) + 1);
  if (start > best) start = best;
  var end = Math.min(text.length, start + size);
  if (end < text.length && lang !== "zh") end = Math.max(text.lastIndexOf(" ", end), start + 1);
  var head = start > 0 ? "… " : "";
  var shown = marks.filter(function (it) { return it[0] >= start && it[1] <= end; });
  return {
    text: head + text.slice(start, end) + (end < text.length ? " …" : ""),
    marks: shown.map(function (it) { return [it[0] - start + head.length, it[1] - start + head.length]; })
  };
}
