/* Marked terms. Hover and focus are the style sheet's work; this adds what it cannot do: a tap or
   click opens and closes, Escape closes without moving the focus, the state is said to screen
   readers, and a definition that would leave the window opens towards the other side. */
(function () {
  "use strict";

  var terms = Array.prototype.slice.call(document.querySelectorAll(".kb-term"));

  function parts(term) {
    return { button: term.firstElementChild, tip: term.lastElementChild };
  }

  function isOpen(term) {
    return getComputedStyle(parts(term).tip).display !== "none";
  }

  function say(term) {
    parts(term).button.setAttribute("aria-expanded", String(isOpen(term)));
  }

  function place(term) {
    term.removeAttribute("data-side");
    if (!isOpen(term)) return;
    var box = parts(term).tip.getBoundingClientRect();
    if (box.left < 0 || box.right > document.documentElement.clientWidth) {
      term.setAttribute("data-side", "end");
      box = parts(term).tip.getBoundingClientRect();
      if (box.left < 0 || box.right > document.documentElement.clientWidth) {
        term.removeAttribute("data-side");
      }
    }
  }

  function open(term) {
    term.removeAttribute("data-closed");
    place(term);
    say(term);
  }

  function close(term) {
    term.setAttribute("data-closed", "");
    say(term);
  }

  terms.forEach(function (term) {
    var button = parts(term).button;
    var wasOpen = false;
    say(term);
    /* The focus that a press brings opens by itself: remember what was before it. */
    button.addEventListener("pointerdown", function (event) {
      wasOpen = event.pointerType !== "mouse" && isOpen(term);
    });
    button.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
    button.addEventListener("click", function (event) {
      if (event.detail === 0) wasOpen = isOpen(term);
      if (wasOpen) {
        close(term);
      } else {
        button.focus();
        open(term);
      }
      wasOpen = false;
    });
    term.addEventListener("pointerenter", function (event) {
      if (event.pointerType === "mouse") open(term);
    });
    term.addEventListener("pointerleave", function () {
      if (!term.contains(document.activeElement)) term.removeAttribute("data-closed");
      requestAnimationFrame(function () { say(term); });
    });
    term.addEventListener("focusin", function (event) {
      if (!term.contains(event.relatedTarget)) open(term);
    });
    term.addEventListener("focusout", function (event) {
      if (term.contains(event.relatedTarget)) return;
      term.removeAttribute("data-closed");
      requestAnimationFrame(function () { say(term); });
    });
  });

  /* After a tap elsewhere the pointer has moved without leaving. */
  document.addEventListener("click", function () { terms.forEach(say); });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    terms.filter(isOpen).forEach(function (term) {
      /* From the link inside, the focus would be lost with what disappears. */
      if (parts(term).tip.contains(document.activeElement)) parts(term).button.focus();
      close(term);
    });
  });
})();
