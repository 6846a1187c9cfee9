/* What Django's choice boxes lack: an order that is kept, and names that a screen reader can say. */
"use strict";
(() => {
  let $;

  function begin() {
    $(document).on("select2:select", "select.in-order", keepOrder);
    document.addEventListener("formset:added", () => setTimeout(name));
    name();
  }

  // What is chosen last goes to the end of the list that the form sends.
  function keepOrder(event) {
    const chosen = [...this.options].find((option) => option.value === String(event.params.data.id));
    if (chosen) {
      this.append(chosen);
      $(this).trigger("change");
    }
  }

  // The box takes over the name of the list it stands for.
  function name() {
    for (const list of document.querySelectorAll("select.admin-autocomplete")) {
      const label = list.getAttribute("aria-label") || (list.labels.length ? list.labels[0].textContent.trim() : "");
      const box = list.nextElementSibling;
      if (!label || !box) continue;
      for (const part of box.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field")) {
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", label);
      }
    }
  }

  // After Django's own script has made boxes of the lists.
  document.addEventListener("DOMContentLoaded", () => {
    $ = window.django.jQuery;
    $(() => setTimeout(begin));
  });
})();
