/* Comfort for the frame, which works without it. */
(() => {
  "use strict";
  const parts = [];
  const on = (node, name, act) => node.addEventListener(name, act);
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  /* The button sets the checkbox, which the style sheet goes by. */
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

  /* One Escape closes one part, the pop-up before the menu; the focus goes to what opened it. */
  on(document, "keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const part = parts.find((it) => it.isOpen());
    if (part) { part.close(); part.opener.focus(); }
  });

  each("[data-kb-wide]", (details) => {
    const wide = matchMedia("(min-width: 60em)");
    const follow = () => { details.open = wide.matches; };
    on(wide, "change", follow);
    follow();
  });

  /* The field of the search takes words at once; the script follows. */
  each("[data-kb-search]", (link) => {
    const box = document.querySelector(".kb-search");
    const input = box.firstElementChild;
    let script, again = "";
    const load = () => {
      if (script) return;
      script = document.createElement("script");
      script.src = link.dataset.kbSearch + again;
      script.onload = script.onerror = () => {
        if (input.nextElementSibling) return;
        script = null;
        again += "?";
        box.hidden = true;
        if (box.open) location.href = link.href;
      };
      document.body.append(script);
    };
    const open = (event) => {
      event.preventDefault();
      box.hidden = false;
      if (box.showModal && !box.open) box.showModal();
      input.select();
      load();
    };
    if (!self.HTMLDialogElement) return;
    box.hidden = false;
    input.onfocus = load;
    on(link, "click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
    });
    on(document, "keydown", (event) => {
      const { key, code, ctrlKey, metaKey, altKey, target } = event;
      if (ctrlKey || metaKey ? /^(k|\WKeyK)/.test(key + code) && !altKey
        : key === "/" && !target.closest("input, select, textarea")) open(event);
    });
    if (/[?&](q|mark)=/.test(location.search)) load();
  });
})();
