/* The reader's choice of colours, before anything is painted. Without script, or where storage is
   refused (some browsers, from file://), the device's own setting holds. */
(function () {
  "use strict";
  var KEY = "kb-scheme";
  var root = document.documentElement;

  function apply(scheme) {
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
  }

  try { apply(localStorage.getItem(KEY)); } catch (e) { /* as the device is set */ }

  document.addEventListener("DOMContentLoaded", function () {
    var label = document.querySelector("[data-kb-scheme]");
    if (!label) return;
    var select = label.querySelector("select");
    select.value = root.dataset.scheme || "";
    label.hidden = false;
    select.addEventListener("change", function () {
      apply(select.value);
      try { localStorage.setItem(KEY, select.value); } catch (e) { /* for this page alone */ }
    });
  });
})();
