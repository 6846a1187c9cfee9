/* The tabs that show one language of a form, or all. Without this file all stand side by side. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const KEPT = "amedip.admin.tongue";
  const tabs = document.querySelector(".tongue-tabs");
  if (!tabs || !document.querySelector(".tongue-cell, [class$='_ar']")) return;
  const form = tabs.closest("form");
  const buttons = [...tabs.querySelectorAll("button")];

  function show(code) {
    form.dataset.tongue = code;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.tongue === code));
  }

  tabs.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    show(button.dataset.tongue);
    try { localStorage.setItem(KEPT, button.dataset.tongue); } catch { /* the browser keeps nothing */ }
  });

  let kept = "";
  try { kept = localStorage.getItem(KEPT) || ""; } catch { /* the browser keeps nothing */ }
  // An error or a conflict may lie in a language that the tab would hide.
  const troubled = form.querySelector(".errorlist, .stored-now");
  show(troubled || !buttons.some((button) => button.dataset.tongue === kept) ? "" : kept);
  tabs.hidden = false;
});
