// The list of results, and the excerpts that come to them.

const hits = new Map();
const waiting = new Map();
let excerpts = 0;

function clearHits() {
  observer.disconnect();
  list.replaceChildren();
  hits.clear();
}

// mark: the words to mark where it leads, as a part of an address.
function drawHit(item, mark) {
  const { sections } = item;
  const linkTo = (anchor) => makeLink(item.address, anchor, mark);
  const title = putMarked(linkTo(""), item.title, item.titleMarks);
  const facts = make("p", "kb-hit__facts");
  for (const name of ["kind", "product", "region"]) {
    const [text, tag] = KB_SEARCH[`${name}s`][item[name]] || [];
    if (text && text !== item.title) facts.append(inLanguage(make("span", "", text), tag));
  }
  if (item.words !== lang) {
    facts.append(make("span", "kb-hit__lang", KB_SEARCH.languages[item.words] || item.words));
  }
  const head = inLanguage(make("p", "kb-hit__title", title), item.words);
  const element = make("li", "kb-hit", head, facts);
  const excerpt = make("p", "kb-hit__text");
  sections.forEach((section, i) => {
    if (section.anchor) {
      const link = linkTo(section.anchor);
      link.append(...section.path.map((heading) => `${heading} › `));
      putMarked(link, section.heading, section.marks);
      element.append(inLanguage(make("p", "kb-hit__section", link), item.words));
    }
    if (!i) element.append(inLanguage(excerpt, item.words));
  });
  return { element, excerpt, query, text: sections[0] && sections[0].text };
}

// Excerpts come for what is seen, once the full texts are there. Their room is kept free, and given
// up where they need less of it, unless the reader is in the list already.
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      observer.unobserve(entry.target);
      hits.forEach((hit) => { if (hit.element === entry.target) fetchExcerpt(hit); });
    }
  }
}, { rootMargin: "200px" });

function observeHits() {
  if (tier === 2 || failed) hits.forEach((hit) => { if (hit.text) observer.observe(hit.element); });
}

function fit(excerpt) {
  if (!isHeld) excerpt.classList.add("kb-hit__text--fits");
}

async function fetchExcerpt(hit) {
  const place = hit.text;
  hit.text = null;
  const text = place && await readText(place);
  if (text === "") fit(hit.excerpt);
  if (!text || !hit.element.isConnected || !engine) return;
  const key = excerpts++;
  waiting.set(key, hit.excerpt);
  engine.send({ do: "excerpts", id: asked, query: hit.query, texts: [[key, text]] });
}
