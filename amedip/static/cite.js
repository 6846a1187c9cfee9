// Beside each paragraph a button that copies its citation, in place of the link to the page that shows it.
"use strict";
(() => {
  if (!navigator.clipboard) return;
  const said = document.getElementById("cited");
  for (const link of document.querySelectorAll("a.cite[data-citation]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite";
    button.append(...link.childNodes);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.dataset.citation);
        said.textContent = said.dataset.copied;
      } catch {
        location.assign(link.href); // who may not write to the clipboard copies by hand
      }
    });
    link.replaceWith(button);
  }
})();
