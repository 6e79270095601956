/* Comfort for the frame, which works without it: the menu's checkbox becomes a button, Escape and a
   click elsewhere close what is open, the list of headings is open on wide screens. */
(function () {
  "use strict";
  var parts = [];

  function each(selector, act) { document.querySelectorAll(selector).forEach(act); }

  /* The button sets the checkbox: the style sheet knows one state, with or without script. */
  each("[data-kb-menu]", function (label) {
    var box = document.getElementById(label.htmlFor);
    var button = document.createElement("button");
    function set(open) {
      box.checked = open;
      button.setAttribute("aria-expanded", open);
    }
    button.type = "button";
    button.className = label.className;
    button.textContent = label.textContent;
    button.setAttribute("aria-controls", label.dataset.kbMenu);
    button.addEventListener("click", function () { set(!box.checked); });
    set(box.checked);
    box.hidden = true;
    label.replaceWith(button);
    parts.push({ opener: button, close: function () { set(false); },
      isOpen: function () { return box.checked && button.offsetParent; } });
  });

  each("[data-kb-popup]", function (details) {
    function close() { details.open = false; }
    function leave(target) { if (target && !details.contains(target)) close(); }
    document.addEventListener("click", function (event) { leave(event.target); });
    details.addEventListener("focusout", function (event) { leave(event.relatedTarget); });
    parts.unshift({ opener: details.firstElementChild, close: close,
      isOpen: function () { return details.open; } });
  });

  /* One Escape closes one part, the pop-up before the menu; the focus goes to what opened it. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    var part = parts.find(function (it) { return it.isOpen(); });
    if (!part) return;
    part.close();
    part.opener.focus();
  });

  each("[data-kb-wide]", function (details) {
    var wide = matchMedia("(min-width: 60em)");
    function follow() { details.open = wide.matches; }
    wide.addEventListener("change", follow);
    follow();
  });
})();
