/* What the page asks of the engine, and what it answers. */
var parts = [];
var latest = null;
var isSettled = false;

function post(message) { scope.postMessage(message); }

/* Lets what waits come first. A worker's timers keep it waiting longer than a message to itself. */
var channel = scope.MessageChannel ? new scope.MessageChannel() : null;
var due = [];
if (channel) channel.port1.onmessage = function () { due.shift()(); };

function later(act) {
  if (channel) {
    due.push(act);
    channel.port2.postMessage(0);
  } else if (scope.setTimeout) {
    scope.setTimeout(act, 0);
  } else {
    act();
  }
}

/* Long work goes by slices, between which questions are answered; alone, it runs through. */
function runThrough(steps, done) {
  if (!scope.setTimeout) {
    while (!steps.next().done);
    done();
    return;
  }
  (function slice() {
    var until = Date.now() + 8;
    while (Date.now() < until) {
      if (steps.next().done) return done();
    }
    later(slice);
  })();
}

function keep(found, asked, except) {
  return found.filter(function (it) {
    return ["kind", "product", "region"].every(function (name) {
      var wanted = asked[name + "s"];
      return name === except || !wanted || !wanted.length || wanted.indexOf(it.page[name]) >= 0;
    });
  });
}

function count(found, asked, name) {
  var counts = {};
  keep(found, asked, name).forEach(function (it) {
    var value = it.page[name];
    if (value) counts[value] = (counts[value] || 0) + 1;
  });
  return counts;
}

function answer(asked) {
  var found = rank(asked.query);
  var kept = keep(found, asked, "");
  var items = kept.slice(0, asked.limit || 20).map(function (it) {
    var mark = makeMarker(it.part, asked.query);
    var least = it.score * 0.6;
    var rows = it.rows.filter(function (row, i) { return i === 0 || row.total > least; }).slice(0, 3);
    return {
      address: it.page.address, title: it.page.title, titleMarks: bare(mark(it.page.title)),
      kind: it.page.kind, product: it.page.product, region: it.page.region,
      words: it.part.lang, score: it.score, all: it.all, why: rows[0].why,
      sections: rows.map(function (row) {
        var section = row.section;
        return { anchor: section.anchor, heading: section.heading, path: pathOf(it.part, section),
          text: section.text, marks: bare(mark(section.heading)) };
      })
    };
  });
  return {
    is: "found", id: asked.id, tier: parts[0].full ? 2 : 1, total: kept.length, items: items,
    counts: { kind: count(found, asked, "kind"), product: count(found, asked, "product"),
      region: count(found, asked, "region") }
  };
}

function markTexts(asked) {
  parts.forEach(stemHeadings);
  var markers = parts.map(function (part) { return makeMarker(part, asked.query); });
  function mark(text) {
    var all = markers.map(function (marker) { return marker(text); });
    return all.reduce(function (a, b) { return b.length > a.length ? b : a; });
  }
  return {
    is: asked.do, id: asked.id,
    items: asked.texts.map(function (it) {
      if (asked.do === "marks") return bare(mark(it));
      return [it[0], makeExcerpt(it[1], mark(it[1]), parts[0].lang)];
    })
  };
}

scope.kbSearchFull = function (lunr, sent) {
  if (sent.id !== data.id || checksum(sent.parts) !== sent.check) return post({ is: "damaged", tier: 2 });
  var steps = (function* () {
    for (var i = 0; i < sent.parts.length; i++) {
      yield* buildFull(lunr, sent.parts[i], parts[i]);
    }
  })();
  runThrough(steps, function () { post({ is: "ready", tier: 2, id: data.id }); });
};

/* What need not be done before the first question is answered. */
function settle() {
  if (isSettled) return;
  isSettled = true;
  later(function () {
    if (channel && !isWhole()) {
      parts = [];
      return report();
    }
    runThrough((function* () {
      for (var i = 0; i < parts.length; i++) yield* stemSlowly(parts[i]);
    })(), function () {});
  });
}

function isWhole() { return checksum(data.parts) === data.check; }

function report() {
  post(parts.length ? { is: "ready", tier: 1, full: data.full, id: data.id } : { is: "damaged", tier: 1 });
}

scope.onmessage = function (event) {
  var asked = event.data;
  if (asked.do === "report") return report();
  if (!parts.length) return;
  if (asked.do === "ask") {
    /* Only the newest question is answered: older ones that still wait are dropped. */
    latest = asked;
    later(function () {
      if (latest !== asked || !parts.length) return;
      latest = null;
      post(answer(asked));
      settle();
    });
  } else if (asked.do === "load") {
    try {
      scope.importScripts(asked.url);
    } catch (fault) {
      post({ is: "damaged", tier: 2 });
    }
  } else if (asked.do === "excerpts" || asked.do === "marks") {
    post(markTexts(asked));
    settle();
  }
};

/* In a worker, which is alone with its faults, the data are proved once they have given an answer. */
if (channel || isWhole()) {
  data.parts.forEach(function (packed, i) { parts.push(readPart(packed, data.prefixes[i])); });
}
report();
