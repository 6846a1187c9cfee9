// While somebody types into the box of the search, terms and titles that begin so are offered below it. Without this
// script the box is an ordinary one; with it, arrows choose, Enter searches, Escape closes.
"use strict";
(() => {
  const PAUSE = 150; // milliseconds after the last key
  const SHORTEST = 2; // characters
  let asked = 0;

  for (const place of document.querySelectorAll("[data-suggest]")) attach(place, place.querySelector("input"));

  function attach(place, input) {
    const list = document.createElement("ul");
    list.id = `${input.id}-suggestions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", place.dataset.label);
    list.hidden = true;
    place.append(list);
    const said = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);
    let timer, typed = input.value;

    function show(suggestions) {
      list.replaceChildren(...suggestions.map((suggestion, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.lang = suggestion.lang;
        option.dir = suggestion.dir;
        option.textContent = suggestion.text;
        return option;
      }));
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
    }

    function choose(option) {
      for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
      input.value = option ? option.textContent : typed;
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    async function ask() {
      const number = ++asked;
      typed = input.value;
      if (typed.trim().length < SHORTEST) return show([]);
      try {
        const answer = await fetch(`${place.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
        const found = answer.ok ? (await answer.json()).suggestions : [];
        // An answer that comes late is not shown: the next one is on its way, or the person has gone on.
        if (number === asked && document.activeElement === input) show(found);
      } catch {
        show([]); // the box works without
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      const options = [...list.children], at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
      if (event.key === "Escape" && !list.hidden) {
        choose(null);
        show([]);
      } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !list.hidden) {
        // Before the first and behind the last stands what was typed.
        const places = options.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
        const next = (at + 1 + step + places) % places;
        choose(next ? options[next - 1] : null);
      } else {
        return;
      }
      event.preventDefault();
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      choose(option);
      input.form.requestSubmit();
    });
    input.addEventListener("blur", () => {
      asked++;
      show([]);
    });
  }
})();
