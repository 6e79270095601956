/* The reader's choice of colours, before anything is painted; else the device's own. */
(() => {
  "use strict";
  const KEY = "kb-scheme";
  const chosen = document.documentElement.dataset;
  try { chosen.scheme = localStorage.getItem(KEY) || ""; } catch (e) { /* as the device is set */ }

  document.addEventListener("DOMContentLoaded", () => {
    const label = document.querySelector("[data-kb-scheme]");
    if (!label) return;
    const select = label.querySelector("select");
    select.value = chosen.scheme || "";
    label.hidden = false;
    select.addEventListener("change", () => {
      chosen.scheme = select.value;
      try { localStorage.setItem(KEY, select.value); } catch (e) { /* for this page */ }
    });
  });
})();
