// Making elements: text is put in as text, never as HTML.

const { lang, words } = KB_SEARCH;
let plurals = null;

function say(key, n) {
  const entry = words[key];
  if (typeof entry === "string") return entry;
  plurals = plurals || new Intl.PluralRules(lang);
  return (entry[plurals.select(n)] || entry.other).replace("{n}", n);
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

// address: from the site's root, as the file is called. The whole is put together first: each part
// that a link is given is a whole address read anew.
function makeLink(address, anchor = "", query = "") {
  const link = make("a");
  link.href = ROOT + address.split("/").map(encodeURIComponent).join("/") +
    (query && `?${query}`) + (anchor && `#${encodeURIComponent(anchor)}`);
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
