/* Links whose order counts: what is chosen last goes to the end of the list that the form sends. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const $ = window.django && window.django.jQuery;
  if (!$) return;
  $(document).on("select2:select", "select.in-order", function (event) {
    const options = [...this.options];
    const chosen = options.find((option) => option.value === String(event.params.data.id));
    if (chosen) {
      this.append(chosen);
      $(this).trigger("change");
    }
  });
});
