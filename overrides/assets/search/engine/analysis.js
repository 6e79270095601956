/* Text to words: the same rules as scripts/ctkb/search/analysis.py and stemming.py, which say why. */
var HAN = "\\u3005\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
var MARKS = "\\u0300-\\u036f\\u0483-\\u0489\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc" +
  "\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u20d0-\\u20ff\\ufe00-\\ufe0f";
var UNSEEN = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff";
var DROPPED = new RegExp("[" + MARKS + UNSEEN + "]+", "g");
/* What our six languages are written in. To ask for the letters of every language costs a phone tens
   of milliseconds, so that is put off until a text has signs that are not here. */
var VOWELS = "\\u064b-\\u0652";
var OURS = "0-9A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u0131\\u0134-\\u013e\\u0141-\\u0148" +
  "\\u014a-\\u017e\\u0400-\\u045f\\u0621-\\u063a\\u0640-\\u064a\\u0660-\\u0669\\u4e00-\\u9fff";
var BETWEEN = "\\t\\n\\r -/:-@[-`{-~\\u00a0\\u00a1\\u00ab\\u00b7\\u00bb\\u00bf\\u060c\\u061b\\u061f" +
  "\\u2010-\\u2015\\u2018-\\u201f\\u2026\\u2192\\u3001\\u3002\\u3008-\\u3011\\uff01\\uff08\\uff09\\uff0c\\uff1a-\\uff1f";
var OUR_WORD = new RegExp("^[" + OURS + "]*$");
var OUR_PIECES = new RegExp("[\\u4e00-\\u9fff]+|[" + OURS.replace("\\u4e00-\\u9fff", "") + "]+", "g");
var OUR_TEXT = new RegExp("^[" + OURS + VOWELS + BETWEEN + "]*$");
var OUR_TOKEN = new RegExp("[" + OURS + "][" + OURS + VOWELS + "]*", "g");
var TOKEN = null;
var NO_LETTER = null;
var PIECE = new RegExp("[" + HAN + "]+|[^" + HAN + "]+", "gu");
var IS_HAN = new RegExp("^[" + HAN + "]", "u");
var HAS_HAN = new RegExp("[" + HAN + "]", "u");
var ELIDED = / (?:l|d|j|n|s|m|t|c|qu|jusqu|lorsqu|puisqu|quoiqu) /;
var APOSTROPHE = /['\u2019\u02bc]/;
var LETTERS = { "\u0640": "", "\u0649": "\u064a", "\u0629": "\u0647", "\u0671": "\u0627",
  "\u06a9": "\u0643", "\u06cc": "\u064a", "\u0451": "\u0435", "\u0153": "oe", "\u00e6": "ae",
  "\u00df": "ss", "\u0131": "i" };
for (var digit = 0; digit < 10; digit++) {
  LETTERS[String.fromCharCode(0x660 + digit)] = LETTERS[String.fromCharCode(0x6f0 + digit)] = "" + digit;
}
var LETTER = /[\u0640\u0649\u0629\u0671\u06a9\u06cc\u0451\u0153\u00e6\u00df\u0131\u0660-\u0669\u06f0-\u06f9]/g;
var STEMMABLE = { en: /^[a-z]{3,40}$/, fr: /^[a-z]{3,40}$/, es: /^[a-z]{3,40}$/,
  ru: /^[\u0430-\u044f]{3,40}$/, ar: /^[\u0621-\u064a]{3,40}$/ };
var ARABIC_START = /^(?:[\u0648\u0641]?[\u0628\u0643\u0644]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)(?=[\u0621-\u064a]{3})/;
var simplified = new Map();

var folded = new Map();

function fold(word) {
  var known = folded.get(word);
  if (known === undefined) {
    if (folded.size > 20000) folded.clear();
    folded.set(word, known = foldAnew(word));
  }
  return known;
}

function foldAnew(word) {
  word = foldText(word);
  if (OUR_WORD.test(word)) return word;
  NO_LETTER = NO_LETTER || new RegExp("[^\\p{L}\\p{N}]+", "gu");
  return word.replace(NO_LETTER, "");
}

function foldText(text) {
  if (/^[\n -~]*$/.test(text)) return text.toLowerCase();
  text = text.normalize("NFKC").toLowerCase().replace(LETTER, function (it) { return LETTERS[it]; });
  text = text.normalize("NFD").replace(/\u0438\u0306/g, "\u0439").replace(DROPPED, "");
  if (!simplified.size || !HAS_HAN.test(text)) return text;
  return Array.from(text, function (it) { return simplified.get(it) || it; }).join("");
}

/* [word, start, end] of each folded word; both ends are offsets into the text as it came. */
function cut(text) {
  var found = [];
  var match;
  var token = OUR_TOKEN;
  if (!OUR_TEXT.test(text)) {
    token = TOKEN = TOKEN ||
      new RegExp("[\\p{L}\\p{N}][\\p{L}\\p{N}" + MARKS + UNSEEN + "]*", "gu");
  }
  token.lastIndex = 0;
  while ((match = token.exec(text))) {
    var start = match.index;
    var end = token.lastIndex;
    var word = fold(match[0]);
    if (APOSTROPHE.test(text.charAt(end)) && ELIDED.test(" " + word + " ")) continue;
    if (word === "s" && start && APOSTROPHE.test(text.charAt(start - 1))) continue;
    if (!HAS_HAN.test(word)) {
      if (word) found.push([word, start, end]);
      continue;
    }
    cutHan(word, match[0], start, end, found);
  }
  return found;
}

/* The folded words alone, of each line. All lines are folded in one piece, which gives the same where
   signs do not hang on their neighbours; other lines go the long way. */
function wordsOfLines(lines) {
  var text = lines.join("\n");
  var whole = foldText(text);
  var folded = whole.split("\n");
  var isOurs = OUR_TEXT.test(text) && OUR_TEXT.test(whole);
  var hasSome = APOSTROPHE.test(text);
  var isHan = HAS_HAN.test(whole);
  return lines.map(function (line, i) {
    if ((!isOurs && !(OUR_TEXT.test(line) && OUR_TEXT.test(folded[i]))) || (hasSome && APOSTROPHE.test(line))) {
      return cut(line).map(function (it) { return it[0]; });
    }
    var found = folded[i].match(OUR_PIECES) || [];
    return isHan ? pairUp(found) : found;
  });
}

function pairUp(pieces) {
  var found = [];
  pieces.forEach(function (piece) {
    if (!IS_HAN.test(piece) || piece.length === 1) found.push(piece);
    else for (var i = 0; i + 1 < piece.length; i++) found.push(piece.slice(i, i + 2));
  });
  return found;
}

function cutHan(word, raw, start, end, found) {
  /* Only where folding kept the length do offsets inside the word hold; else the whole is named. */
  var same = word.length === raw.length;
  var at = start;
  word.match(PIECE).forEach(function (piece) {
    var signs = Array.from(piece);
    if (!IS_HAN.test(piece) || signs.length === 1) {
      found.push([piece, same ? at : start, same ? at + piece.length : end]);
    } else {
      for (var i = 0, here = at; i + 1 < signs.length; here += signs[i++].length) {
        var pair = signs[i] + signs[i + 1];
        found.push([pair, same ? here : start, same ? here + pair.length : end]);
      }
    }
    at += piece.length;
  });
}

function stemIn(lang) {
  var stemmer = null;
  var good = STEMMABLE[lang];
  var known = new Map();
  return function (word) {
    if (!good || !good.test(word)) return word;
    var stem = known.get(word);
    if (stem === undefined) {
      var bare = word;
      if (lang === "en") bare = word.replace(/(.{4}i)s(e|es|ed|ing|ation|ations|er|ers)$/, "$1z$2");
      if (lang === "fr") bare = word.replace(/ees?$/, "e");
      if (lang === "ar") bare = word.replace(ARABIC_START, "");
      stemmer = stemmer || stemmers[lang]();
      known.set(word, stem = stemmer.stemWord(bare));
    }
    return stem;
  };
}
