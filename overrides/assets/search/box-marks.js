// The words found, marked in the page that a result leads to.

const MAIN = document.getElementById("kb-main");
const UNMARKED = "svg, [role=tooltip], .kb-search, .kb-unseen";

function findTextNodes() {
  const nodes = [];
  const walker = document.createTreeWalker(MAIN.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && !node.parentNode.closest(UNMARKED)) nodes.push(node);
  }
  return nodes;
}

function wrapWords(node, places) {
  for (const [start, end] of [...places].reverse()) {
    node.splitText(end);
    const word = node.splitText(start);
    const mark = make("mark", "kb-mark");
    word.replaceWith(mark);
    mark.append(word);
  }
}

// places: of each text node, as the engine found them.
function markPage(nodes, places) {
  nodes.forEach((node, i) => wrapWords(node, places[i]));
  const marks = [...MAIN.querySelectorAll(".kb-mark")];
  const said = make("p");
  let at = 0;
  const bar = make("div", "kb-marks", said);
  said.setAttribute("role", "status");
  if (marks.length) {
    bar.append(makeButton("next", () => {
      const mark = marks[at++ % marks.length];
      mark.tabIndex = -1;
      mark.focus();
      mark.scrollIntoView({ block: "center" });
    }));
  }
  bar.append(makeButton("unmark", () => {
    for (const mark of marks) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    bar.remove();
    setAddress({ mark: "" });
    MAIN.focus({ preventScroll: true });
  }));
  MAIN.append(bar);
  setTimeout(() => { said.textContent = say("marked", marks.length); }, 100);
}
