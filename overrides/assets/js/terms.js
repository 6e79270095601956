/* Marked terms open on hover and focus without this; it adds taps, Escape, their state, a side. */
(() => {
  "use strict";
  const on = (node, name, act) => node.addEventListener(name, act);
  const terms = [...document.querySelectorAll(".kb-term")];
  const tip = (term) => term.lastElementChild;
  const isOpen = (term) => getComputedStyle(tip(term)).display !== "none";
  const say = (term) => term.firstElementChild.setAttribute("aria-expanded", isOpen(term));
  const soon = (term) => requestAnimationFrame(() => say(term));

  function leaves(term) {
    const { left, right } = tip(term).getBoundingClientRect();
    return left < 0 || right > document.documentElement.clientWidth;
  }

  function open(term) {
    delete term.dataset.closed;
    delete term.dataset.side;
    if (leaves(term)) {
      term.dataset.side = "end";
      if (leaves(term)) delete term.dataset.side;
    }
    say(term);
  }

  function close(term) {
    term.dataset.closed = "";
    say(term);
  }

  terms.forEach((term) => {
    const button = term.firstElementChild;
    let wasOpen = false;
    say(term);
    /* The focus that a press brings opens by itself: remember what was before it. */
    on(button, "pointerdown", ({ pointerType }) => {
      wasOpen = pointerType !== "mouse" && isOpen(term);
    });
    on(button, "keydown", (event) => {
      if (!/^(Enter| )$/.test(event.key)) return;
      event.preventDefault();
      button.click();
    });
    on(button, "click", (event) => {
      const shut = event.detail ? wasOpen : isOpen(term);
      wasOpen = false;
      if (shut) return close(term);
      button.focus();
      open(term);
    });
    on(term, "pointerenter", (event) => { if (event.pointerType === "mouse") open(term); });
    on(term, "pointerleave", () => {
      if (!term.contains(document.activeElement)) delete term.dataset.closed;
      soon(term);
    });
    on(term, "focusin", (event) => { if (!term.contains(event.relatedTarget)) open(term); });
    on(term, "focusout", (event) => {
      if (term.contains(event.relatedTarget)) return;
      delete term.dataset.closed;
      soon(term);
    });
  });

  /* After a tap elsewhere the pointer has moved without leaving. */
  on(document, "click", () => terms.forEach(say));

  on(document, "keydown", (event) => {
    if (event.key !== "Escape") return;
    terms.filter(isOpen).forEach((term) => {
      /* From the link inside, the focus would be lost with what disappears. */
      if (tip(term).contains(document.activeElement)) term.firstElementChild.focus();
      close(term);
    });
  });
})();
