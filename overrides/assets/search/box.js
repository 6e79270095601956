// The search box: in a dialog, and with more room on the search page. The template has made the
// field, which may hold words already when this comes.

const box = document.querySelector(".kb-search");
const input = box.firstElementChild;
const isDialog = box.localName === "dialog";
const STEP = isDialog ? 10 : 20;
const LONGEST = 500;
const given = new URLSearchParams(location.search);

const chosen = {};
const choices = {};
let engine = null;
let tier = 0;
let failed = 0;
let full = "";
let query = "";
let limit = STEP;
let asked = 0;
let isSent = false;
let answer = null;
let isHeld = false;
let goesOn = false;
let lastShown = null;
let saying = 0;
let syncing = 0;
let loading = 0;

// What the box is made of, behind the field.
const close = makeButton("close", () => box.close());
const again = makeButton("again", () => {
  failed = tier = 0;
  full = "";
  engine = answer = null;
  input.focus();
  start();
  ask();
});
const status = make("p", "kb-search__status");
const list = make("ol");
const rest = make("div", "kb-search__nothing");
const more = makeButton("more", () => {
  lastShown = list.lastElementChild;
  isHeld = true;
  limit += STEP;
  ask();
});
const results = make("div", "kb-search__results", list, rest, more);
const pageLink = makeLink(KB_SEARCH.search);
const filters = make("div", "kb-search__filters");
for (const name of ["kind", "product", "region"]) {
  const select = make("select");
  const wanted = given.get(name);
  chosen[name] = Object.keys(KB_SEARCH[`${name}s`]).includes(wanted) ? wanted : "";
  select.name = name;
  select.onchange = () => {
    chosen[name] = select.value;
    changed();
  };
  filters.append(make("label", "", make("span", "", say(name)), select));
}

// Puts it all in; with the first answer where one is waited for, since each change to the page costs
// a slow machine a frame.
function assemble() {
  if (results.parentNode) return;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(KB_SEARCH.css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch (e) { /* usable without */ }
  const told = make("div", "kb-search__told", status, again);
  if (isDialog) box.append(close, filters, told, results, pageLink);
  else box.append(filters, told, results);
}

function setAddress(values) {
  const url = new URL(location.href);
  for (const name in values) {
    if (values[name]) url.searchParams.set(name, values[name]);
    else url.searchParams.delete(name);
  }
  try { history.replaceState(history.state, "", url); } catch (e) { /* refused from files */ }
}

// Keeps query and filters in the address while the box is open.
function sync() {
  clearTimeout(syncing);
  const isOpen = !isDialog || box.open;
  const values = { q: isOpen && query };
  for (const name in chosen) values[name] = isOpen && query && chosen[name];
  setAddress(values);
  const kept = new URLSearchParams(Object.entries(values).filter((pair) => pair[1]));
  pageLink.search = kept;
}

function start() {
  if (!engine) engine = startEngine(hear);
}

// The reader wants something else: the list may be drawn anew.
function changed() {
  limit = STEP;
  isHeld = goesOn = false;
  clearTimeout(syncing);
  syncing = setTimeout(sync, 400);
  ask();
}

// The full texts come in the first pause of the typing.
function loadFull() {
  if (full) engine.load(full);
  full = "";
}

/* A question may come before the engine is ready: a worker keeps it. */
function ask() {
  asked++;
  isSent = false;
  clearTimeout(loading);
  if (!query) {
    showNothing();
  } else if (engine && engine.send) {
    isSent = true;
    const only = (name) => (chosen[name] ? [chosen[name]] : null);
    engine.send({ do: "ask", id: asked, query, limit,
      kinds: only("kind"), products: only("product"), regions: only("region") });
  }
  tell();
}

function hear(message) {
  if (message.is === "ready") {
    if (message.tier <= tier) return;
    tier = message.tier;
    if (tier === 1) {
      full = message.full;
      askMarks();
    }
    if (tier === 2 || !isSent) ask();
  } else if (message.is === "found" && message.id === asked) {
    show(message);
    if (message.tier === 1) loading = setTimeout(loadFull, 300);
  } else if (message.is === "excerpts") {
    for (const [key, found] of message.items) {
      fit(putMarked(waiting.get(key), found.text, found.marks));
      waiting.delete(key);
    }
  } else if (message.is === "marks") {
    markPage(toMark, message.items);
  } else if (message.is === "damaged") {
    failed = message.tier;
    if (failed === 1) {
      tier = 0;
      showNothing();
    }
    if (failed === 2) ask();
    else tell();
  }
}

// Says in the live region how it stands; a little later, so that typing is not talked over. Until
// an answer has come, the last one stays said.
function tell() {
  again.hidden = !failed;
  status.setAttribute("aria-busy", "true");
  clearTimeout(saying);
  if (query && answer && answer.id !== asked && failed !== 1) return;
  saying = setTimeout(() => {
    assemble();
    const text = wordState();
    if (status.textContent !== text) status.textContent = text;
    status.setAttribute("aria-busy", "false");
  }, 250);
}

function wordState() {
  if (failed === 1) return say("damaged");
  if (!query) return say("hint");
  if (!answer) return say("waiting");
  const isWhole = answer.tier === 2 || failed;
  let text = "";
  if (answer.total) text = say("found", answer.total);
  else if (isWhole) text = say("none");
  if (!isWhole) text += ` ${say("partly")}`;
  if (failed) text += ` ${say("damaged-texts")}`;
  return text.trim();
}

function showNothing() {
  answer = null;
  clearHits();
  rest.replaceChildren();
  more.hidden = filters.hidden = true;
}

function show(found) {
  answer = found;
  if (!isHeld) clearHits();
  const mark = `${new URLSearchParams({ mark: query })}`;
  const drawn = [];
  for (const item of found.items) {
    if (!hits.has(item.address)) {
      const hit = drawHit(item, mark);
      hits.set(item.address, hit);
      drawn.push(hit.element);
    }
  }
  list.append(...drawn);
  observeHits();
  more.hidden = found.total <= found.items.length;
  rest.replaceChildren();
  if (!found.total && (found.tier === 2 || failed)) drawNothing();
  showFilters(found.counts);
  tell();
  if (lastShown) {
    const next = lastShown.nextElementSibling;
    if (next) next.querySelector("a").focus();
    lastShown = null;
  }
  assemble();
  if (goesOn && hits.size) follow();
}

function drawNothing() {
  const advice = ["spelling", "fewer", "other"].map((key) => make("li", "", say(`try-${key}`)));
  rest.append(make("p", "", say("try")), make("ul", "", ...advice));
  if (Object.values(chosen).some(Boolean)) {
    rest.append(makeButton("unfilter", () => {
      for (const name in chosen) chosen[name] = "";
      input.focus();
      changed();
    }));
  }
  const links = make("p", "kb-search__links", makeLink(KB_SEARCH.search, "pages"));
  links.lastChild.append(say("list"));
  if (KB_SEARCH.glossary) {
    links.append(makeLink(KB_SEARCH.glossary));
    links.lastChild.append(say("glossary"));
  }
  rest.append(links);
}

// Choices with the pages each would leave; a filter the reader is in stays as it is.
function showFilters(counts) {
  let isUseful = false;
  for (const select of filters.querySelectorAll("select")) {
    const { name } = select;
    const known = KB_SEARCH[`${name}s`];
    const ids = Object.keys(known).filter((id) => counts[name][id] || id === chosen[name]);
    const isShown = ids.length > 1 || !!chosen[name];
    select.parentNode.hidden = !isShown;
    isUseful = isUseful || isShown;
    if (select === document.activeElement) continue;
    const texts = ids.map((id) => `${known[id][0]} (${counts[name][id] || 0})`);
    if (choices[name] !== texts.join("\n")) {
      choices[name] = texts.join("\n");
      select.replaceChildren(new Option(say("all"), ""),
        ...ids.map((id, i) => inLanguage(new Option(texts[i], id), known[id][1])));
    }
    select.value = chosen[name];
  }
  filters.hidden = !isUseful;
}

// Enter opens the first result; with a finger, whose keyboard hides it, it shows it.
function follow() {
  goesOn = false;
  const link = list.querySelector("a");
  if (matchMedia("(pointer: coarse)").matches) link.focus();
  else link.click();
}

function moveFocus(event, links, at) {
  const to = event.key === "ArrowDown" ? links[at + 1] : at > 0 ? links[at - 1] : input;
  event.preventDefault();
  if (to) to.focus();
}

function onKey(event) {
  const { key, target } = event;
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...results.querySelectorAll("a, button:not([hidden])")];
  const at = links.indexOf(target);
  if (key === "Enter" && target === input) {
    event.preventDefault();
    if (answer && answer.id === asked && hits.size) follow();
    else goesOn = !!query;
  } else if (key === "ArrowDown" && (at >= 0 || target === input) || key === "ArrowUp" && at >= 0) {
    moveFocus(event, links, at);
  } else if (at >= 0 && key.length === 1 && key !== " ") {
    input.focus();
  }
}

// While the box is open the rest of the page is out of reach, as under a modal dialog. But showModal
// has the whole page styled anew before the first key is taken; this waits until it holds up nobody.
function holdPage(isOut) {
  for (const part of document.body.children) if (part !== box) part.inert = isOut;
}

function holdSoon() {
  if (isDialog) setTimeout(() => holdPage(box.open), 500);
}

function onPress(event) {
  if (!box.open || box.contains(event.target)) return;
  event.preventDefault();
  box.close();
}

function readInput() {
  const typed = input.value.trim().slice(0, LONGEST);
  if (typed === query) return;
  query = typed;
  start();
  changed();
}

let toMark = [];
function askMarks() {
  const found = given.get("mark");
  if (!found || toMark.length || !MAIN.querySelector("article")) return;
  toMark = findTextNodes();
  const texts = toMark.map((node) => node.data);
  engine.send({ do: "marks", id: 0, query: found.slice(0, LONGEST), texts });
}

pageLink.append(say("page"));
status.setAttribute("role", "status");
list.setAttribute("aria-label", say("results"));
list.setAttribute("role", "list");
if (isDialog) {
  pageLink.className = "kb-search__page";
  // Whoever closes it: the page is freed before, as what is out of reach is not given the focus back.
  box.close = () => {
    holdPage(false);
    HTMLDialogElement.prototype.close.call(box);
  };
  box.addEventListener("close", sync);
  document.addEventListener("pointerdown", onPress);
}
box.addEventListener("keydown", onKey);
input.addEventListener("input", readInput);
input.addEventListener("focus", () => {
  start();
  sync();
  holdSoon();
});
list.addEventListener("click", (event) => {
  if (event.target.closest("a")) sync();
});
const hold = (event) => {
  if (event.type !== "pointermove" || event.movementX || event.movementY) isHeld = true;
};
for (const name of ["focusin", "pointermove", "touchstart", "wheel"]) {
  list.addEventListener(name, hold, { passive: true });
}

if (given.get("mark") || box.open || document.activeElement === input) start();
ask();
if (!input.value && given.get("q")) {
  input.value = given.get("q");
  readInput();
  if (isDialog) document.querySelector("[data-kb-search]").click();
}
readInput();
if (!isDialog || !query) assemble();
if (box.open) holdSoon();
box.isReady = true;
