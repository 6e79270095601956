/* Comfort for the frame, which works without it. */
(() => {
  "use strict";
  const parts = [];
  const on = (node, name, act) => node.addEventListener(name, act);
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  /* The button sets the checkbox, for the style sheet. */
  each("[data-kb-menu]", (label) => {
    const box = document.getElementById(label.htmlFor);
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: label.className, textContent: label.textContent });
    const set = (open) => {
      box.checked = open;
      button.setAttribute("aria-expanded", open);
    };
    button.setAttribute("aria-controls", label.dataset.kbMenu);
    on(button, "click", () => set(!box.checked));
    set(box.checked);
    box.hidden = true;
    label.replaceWith(button);
    parts.push({ opener: button, close: () => set(false),
      isOpen: () => box.checked && button.offsetParent });
  });

  each("[data-kb-popup]", (details) => {
    const close = () => { details.open = false; };
    const leave = (target) => { if (target && !details.contains(target)) close(); };
    on(document, "click", (event) => leave(event.target));
    on(details, "focusout", (event) => leave(event.relatedTarget));
    parts.unshift({ opener: details.firstElementChild, close, isOpen: () => details.open });
  });

  /* Escape closes one part, pop-ups first. */
  on(document, "keydown", (event) => {
    const part = event.key === "Escape" && !event.isComposing && parts.find((it) => it.isOpen());
    if (!part) return;
    event.preventDefault();
    part.close();
    part.opener?.focus();
  });

  each("[data-kb-wide]", (details) => {
    const wide = matchMedia("(min-width: 60em)");
    (wide.onchange = () => { details.open = wide.matches; })();
  });

  /* The script follows the field. */
  const link = document.querySelector("[data-kb-search]");
  if (!link || !self.HTMLDialogElement) return;
  const box = document.querySelector(".kb-search");
  const input = box.firstElementChild;
  let script, again = "";
  const load = () => {
    if (script) return;
    script = document.createElement("script");
    script.src = link.dataset.kbSearch + again;
    script.onload = script.onerror = () => {
      if (box.isReady) return;
      script = 0;
      again += "?";
      box.hidden = true;
      if (box.open) location.href = link.href;
    };
    try {
      box.engine = new Worker(new URL("first.js", script.src));
      box.engine.onerror = () => { box.engine = 0; };
    } catch {}
    document.body.append(script);
  };
  const open = (event) => {
    event.preventDefault();
    load();
    box.hidden = false;
    if (box.show && !box.open) box.show();
    input.select();
  };
  parts.unshift({ close: () => box.close(), isOpen: () => box.open });
  box.hidden = false;
  link.onpointerdown = input.onfocus = load;
  on(link, "click", (it) => it.ctrlKey || it.metaKey || it.shiftKey || open(it));
  on(document, "keydown", (event) => {
    const { key, code, ctrlKey, metaKey, altKey, target } = event;
    if (ctrlKey || metaKey ? /^(k|\WKeyK)/.test(key + code) && !altKey
      : key === "/" && !target.closest("input, select, textarea")) open(event);
  });
  if (/[?&](q|mark)=/.test(location.search)) load();
})();
