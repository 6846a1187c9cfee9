// What is typed into a form of the workspace is kept while it is typed: by the portal and, where that cannot be reached,
// on this device until it can. On a shared device nothing stays behind: what is kept here goes when the portal has it,
// when it is saved, when the person signs out and when somebody else signs in.
"use strict";
(() => {
  const PREFIX = "amedip-kept-";
  const PAUSE = 2000, AT_MOST = 10000, AGAIN = 15000; // milliseconds: after the last key, while typing, without an answer
  const FOUND = "~"; // after a name: what was found here when the page opened, until the person has said what to do
  const OURS = ["csrfmiddlewaretoken", "about", "remark", "note"]; // not what is kept
  const place = document.getElementById("keeping");
  const { person, record, keep } = place.dataset;

  if ("signsOut" in place.dataset) {
    document.addEventListener("submit", () => drop(() => true));
    return;
  }
  const own = `${PREFIX}${person}-`;
  drop((name) => !name.startsWith(own));
  const saved = place.dataset.saved.split(" ").filter(Boolean).map((name) => own + name);
  drop((name) => saved.includes(name) || saved.includes(name.slice(0, -FOUND.length)));
  if (!keep) return;

  const form = place.closest("form");
  const here = own + record;
  let sent = content(); // what the portal has
  let since = 0; // when the first key was struck that it has not
  let timer, busy = false, leaving = false, shown = "";

  // --- this device ---

  function names() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    } catch {
      return []; // a browser that keeps nothing has nothing to lose
    }
  }

  function drop(wanted) {
    for (const name of names()) if (wanted(name)) localStorage.removeItem(name);
  }

  function store(name, text) {
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  }

  function read(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  // What was left here by a page that was closed, or lost its connection, before the portal had everything.
  function found() {
    const waiting = here + FOUND;
    const left = read(here);
    if (left !== null) {
      drop((name) => name === here);
      if (meaning(left) !== meaning(content())) store(waiting, left);
    }
    if (read(waiting) !== null) return waiting;
    if (!record.startsWith("new-")) return null;
    // The form of a new priority has another name each time it is opened.
    const state = form.elements.state.value;
    const others = names().filter((name) => name.startsWith(`${own}new-`));
    return others.find((name) => new URLSearchParams(read(name)).get("state") === state) ?? null;
  }

  // --- the form ---

  function content() {
    const data = new FormData(form);
    for (const name of OURS) data.delete(name);
    // A chosen file is on the device anyway, and no text.
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    return new URLSearchParams(data).toString();
  }

  // Two forms may say the same in another order, and be made from other versions.
  function meaning(text) {
    const data = new URLSearchParams(text.replaceAll("%0D%0A", "%0A"));
    for (const name of ["expected", "base", "token", "minor"]) data.delete(name);
    data.sort();
    return data.toString();
  }

  function fill(text) {
    const data = new URLSearchParams(text);
    for (const field of form.elements) {
      if (!field.name || ["submit", "file"].includes(field.type) || OURS.includes(field.name)) continue;
      if (field.type === "checkbox") field.checked = data.getAll(field.name).includes(field.value);
      else field.value = data.get(field.name) ?? "";
    }
  }

  // --- what the person sees and hears ---

  function say(what) {
    place.hidden = false;
    for (const sentence of place.querySelectorAll("[data-says]")) {
      sentence.hidden = sentence.dataset.says !== what;
      if (sentence.hidden) continue;
      const time = sentence.querySelector("time");
      if (time) time.textContent = clock();
      // Said once, not each time something is kept again.
      if (what !== shown) document.getElementById("keeping-said").textContent = sentence.textContent;
    }
    // The sentence stands at the foot of the window: it must not cover the field in which somebody types.
    const active = document.activeElement;
    if (what !== shown && form.contains(active) && !place.contains(active)) active.scrollIntoView({ block: "nearest" });
    shown = what;
  }

  function clock() {
    const now = new Date();
    return [now.getHours(), now.getMinutes()].map((number) => String(number).padStart(2, "0")).join(":");
  }

  // --- keeping ---

  function changed() {
    if (leaving) return;
    clearTimeout(timer);
    const text = content();
    if (text === sent) {
      since = 0;
      drop((name) => name === here);
      return;
    }
    const kept = store(here, text);
    since ||= Date.now();
    if (!navigator.onLine) return say(kept ? "offline" : "nowhere");
    timer = setTimeout(send, Math.max(0, Math.min(PAUSE, since + AT_MOST - Date.now())));
  }

  async function send(closing = false) {
    clearTimeout(timer);
    const text = content();
    if (busy || leaving || text === sent) return;
    busy = true;
    const kept = store(here, text);
    const outcome = await deliver(text, closing === true) ?? (kept ? "offline" : "nowhere");
    busy = false;
    if (leaving) return;
    if (["kept", "same", "stale", "closed"].includes(outcome)) {
      sent = text;
      since = 0;
      if (content() === text) drop((name) => name === here);
      else changed();
    } else if (outcome !== "out") {
      timer = setTimeout(send, AGAIN);
    }
    if (shown !== "found") say(outcome);
  }

  // What became of it; nothing if no answer came that can be understood.
  async function deliver(text, closing, again = false) {
    const body = new URLSearchParams(text);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("person", person);
    try {
      // A browser takes care of small things only once the page is closed.
      const keepalive = closing && body.toString().length < 60000;
      const answer = await fetch(keep, { method: "POST", body, redirect: "manual", keepalive });
      if (answer.type === "opaqueredirect") return "out";
      const said = await answer.json();
      if (answer.ok) return said.kept ? "kept" : "same";
      if (said.why === "form" && !again) {
        form.elements.csrfmiddlewaretoken.value = said.token;
        return deliver(text, closing, true);
      }
      return { stale: "stale", closed: "closed", person: "out" }[said.why];
    } catch {
      return undefined;
    }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!navigator.onLine) {
      event.preventDefault();
      say(store(here, content()) ? "offline" : "nowhere");
    } else if (button && button.value === "forget") {
      leaving = true;
      drop((name) => name === here || name === here + FOUND);
    } else {
      leaving = true;
      clearTimeout(timer);
      // Until the next page has come from the portal.
      if (content() !== sent) store(here, content());
    }
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  window.addEventListener("online", send);
  window.addEventListener("offline", () => { if (content() !== sent) changed(); });
  document.addEventListener("visibilitychange", () => send(document.visibilityState === "hidden"));

  const left = found();
  if (left) say("found");
  document.getElementById("keeping-take").addEventListener("click", () => {
    fill(read(left));
    drop((name) => name === left);
    shown = "";
    place.hidden = true;
    store(here, content());
    form.querySelector("input[type=text], textarea").focus();
    send();
  });
  document.getElementById("keeping-drop").addEventListener("click", () => {
    drop((name) => name === left);
    shown = "";
    place.hidden = true;
    send();
  });
  if ("send" in place.dataset) {
    sent = "";
    send();
  }
})();
