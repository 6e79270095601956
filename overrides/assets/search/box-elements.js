// Making elements: text is put in as text, never as HTML.

const { lang, words } = KB_SEARCH;
const plurals = new Intl.PluralRules(lang);

function say(key, n) {
  const entry = words[key];
  const text = typeof entry === "string" ? entry : entry[plurals.select(n)] || entry.other;
  return text.replace("{n}", n);
}

function make(tag, css, ...inside) {
  const element = document.createElement(tag);
  if (css) element.className = css;
  element.append(...inside);
  return element;
}

function makeButton(key, act) {
  const button = make("button", "kb-button", say(key));
  button.type = "button";
  button.onclick = act;
  return button;
}

// address: from the site's root, as the file is called.
function makeLink(address, anchor = "", query = "") {
  const link = make("a");
  link.href = ROOT + address.split("/").map(encodeURIComponent).join("/");
  link.search = query;
  link.hash = anchor && encodeURIComponent(anchor);
  return link;
}

function inLanguage(element, tag) {
  if (tag !== lang) {
    element.lang = tag;
    element.dir = tag === "ar" ? "rtl" : "ltr";
  }
  return element;
}

// Puts a text into an element, its marked places in <mark>.
function putMarked(element, text, places) {
  let done = 0;
  for (const [start, end] of places) {
    element.append(text.slice(done, start), make("mark", "", text.slice(start, end)));
    done = end;
  }
  element.append(text.slice(done));
  return element;
}
