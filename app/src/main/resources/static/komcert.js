// Every page works without this file. With it: what is typed is saved while typing, an open room follows what others
// do, clocks go on, and lists answer to the keyboard.
"use strict";

const SAVE_AFTER_MS = 600;
const SAVE_AGAIN_MS = 3000;
const CLOCKS_MS = 60000;
const KEYS_OFF = "komcert-tasten-aus";

const byId = (id) => document.getElementById(id);

class SignedOut extends Error {}

const csrfOf = (root) => root.querySelector('input[name="_csrf"]')?.value ?? "";

const wire = (root) => {
  root.querySelectorAll("form[data-draft]").forEach(saveWhileTyping);
  root.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
  root
    .querySelectorAll("select[data-submit]")
    .forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
};

const typing = (element) => element?.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="submit"])');

function tell(form, text, problem) {
  const place = form.querySelector("[data-saved]");
  if (place) {
    place.textContent = text;
    place.classList.toggle("k-overdue", Boolean(problem));
  }
}

// Whoever signed in anew, in another window, has a new token; what is typed here need not be typed again.
async function renewToken() {
  const page = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
  if (page.type === "opaqueredirect") throw new SignedOut();
  const token = csrfOf(new DOMParser().parseFromString(await page.text(), "text/html"));
  if (token) document.querySelectorAll('input[name="_csrf"]').forEach((field) => (field.value = token));
}

// A form with data-draft="URL" sends its fields there while they are typed, one request at a time. The answer is JSON:
// {"said": "gespeichert 14:05", "revision": 3, "draft": "next URL", "action": "next action",
// "registered": "number to call back on"}; what is absent stays as it is.
function saveWhileTyping(form) {
  let timer = 0;
  let busy = false;
  let again = false;

  const send = () =>
    fetch(form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json", "X-CSRF-TOKEN": csrfOf(form) },
      redirect: "manual",
    });

  const save = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      let response = await send();
      if (response.status === 403) {
        await renewToken();
        response = await send();
      }
      if (response.type === "opaqueredirect") throw new SignedOut();
      const answer = await response.json();
      tell(form, answer.said ?? answer.detail ?? "", !response.ok);
      if (answer.draft) form.dataset.draft = answer.draft;
      if (answer.action) form.action = answer.action;
      if (answer.registered) byId("registered").textContent = answer.registered;
      if (answer.revision && form.elements.revision) form.elements.revision.value = answer.revision;
    } catch (failure) {
      tell(form, document.body.dataset[failure instanceof SignedOut ? "signedOut" : "offline"] ?? "", true);
      again = true;
    }
    busy = false;
    if (again) {
      again = false;
      timer = setTimeout(save, SAVE_AGAIN_MS);
    }
  };

  // Fields of a form may stand outside of it.
  document.addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
}

function altered(field) {
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) {
    const chosen = [...field.options].findLastIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(chosen, 0);
  }
  return field.value !== field.defaultValue;
}

// Sending one form of a page leads back to that page. What was typed into its other forms then stands there again, and the
// page where it was; both are kept by this window only, until it is read once.
const LEFT = "komcert-verlassen";

const textsOf = (form) =>
  [...form.elements].filter((field) => field.name && typing(field) && field.type !== "password" && field.type !== "file");

function keepOtherForms(sent) {
  const typed = {};
  for (const form of document.querySelectorAll("main form[method=post]:not([data-draft])")) {
    const changed = textsOf(form).filter(altered);
    if (form !== sent && changed.length > 0) {
      typed[form.getAttribute("action")] = Object.fromEntries(changed.map((field) => [field.name, field.value]));
    }
  }
  sessionStorage.setItem(LEFT, JSON.stringify({ path: location.pathname, at: window.scrollY, typed }));
}

function takeUpAgain() {
  const kept = JSON.parse(sessionStorage.getItem(LEFT) ?? "{}");
  sessionStorage.removeItem(LEFT);
  if (kept.path !== location.pathname) return;
  for (const [action, fields] of Object.entries(kept.typed)) {
    const form = document.querySelector(`main form[method=post][action="${CSS.escape(action)}"]`);
    for (const [name, value] of Object.entries(fields)) {
      const field = form?.elements[name];
      if (field instanceof Element && typing(field)) field.value = value;
    }
  }
  if (!location.hash && !document.querySelector("[data-refusal]")) window.scrollTo(0, kept.at);
}

// What is being typed into a part, or was typed and not sent or refused, must survive its renewal.
const touched = (part) =>
  part.querySelector("[data-refusal]") ||
  (part.contains(document.activeElement) && typing(document.activeElement)) ||
  [...part.querySelectorAll("input, textarea, select")].some(altered);

// What a person has opened stays open, and is known by its id or else by what it is called.
const called = (details) => details.id || details.querySelector("summary")?.textContent;

function renew(part, fresh) {
  const open = new Set([...part.querySelectorAll("details[open]")].map(called));
  const shut = new Set([...part.querySelectorAll("details:not([open])")].map(called));
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const all = [...part.querySelectorAll("a, button, summary")];
  const place = all.indexOf(focused);
  part.innerHTML = fresh.innerHTML;
  for (const details of part.querySelectorAll("details")) {
    if (open.has(called(details))) details.open = true;
    else if (shut.has(called(details))) details.open = false;
  }
  wire(part);
  if (place >= 0) part.querySelectorAll("a, button, summary")[place]?.focus({ preventScroll: true });
}

// An element with data-live="URL" listens there; each message says only that something changed, and the parts of the
// page with data-part are fetched anew. So they are each minute, since clocks go on when nothing happens. A page that
// nobody sees listens no further, since a browser has few connections for all its windows; it is fetched anew when it is
// looked at again.
function follow(room) {
  let running = false;
  let again = false;

  const refresh = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (response.status === 404) {
        location.reload();
        return;
      }
      // Signed out meanwhile: what is typed here stays, and the next form sent leads to the sign-in.
      if (!response.redirected) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        for (const part of document.querySelectorAll("[data-part]")) {
          const fresh = page.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);
          if (fresh && !touched(part) && fresh.innerHTML !== part.innerHTML) renew(part, fresh);
        }
      }
    } catch {
      // The next message or the reconnect tries again.
    }
    running = false;
    if (again) {
      again = false;
      refresh();
    }
  };

  let events = null;

  const listen = () => {
    events?.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource(room.dataset.live);
    events.addEventListener("changed", refresh);
    events.addEventListener("gone", () => location.reload());
  };

  listen();
  document.addEventListener("visibilitychange", () => {
    listen();
    if (!document.hidden) refresh();
  });
  setInterval(refresh, CLOCKS_MS);
}

// Single keys, only outside of fields and only where nobody switched them off: j and k walk through the rows of a
// list, or from one thing of a list to the next, Enter follows, / searches, n writes a journal entry, ? shows them all.
// Escape leaves a field.
function keyboard(event) {
  const target = event.target;
  if (event.key === "Escape" && typing(target)) {
    target.blur();
    return;
  }
  if (typing(target) || target.isContentEditable || event.ctrlKey || event.metaKey || event.altKey) return;
  if (localStorage.getItem(KEYS_OFF)) return;
  const focus = (element) => {
    if (element) {
      event.preventDefault();
      element.focus();
      element.select?.();
    }
  };
  switch (event.key) {
    case "/":
      focus(byId("suche-ueberall"));
      break;
    case "n":
      focus(document.querySelector("[data-journal-entry]"));
      break;
    case "?":
      byId("tasten")?.togglePopover();
      break;
    case "j":
    case "k": {
      const rows = [...document.querySelectorAll("[data-row]")];
      if (rows.length === 0) {
        document.querySelector(event.key === "j" ? "[data-next]" : "[data-previous]")?.click();
        break;
      }
      const at = rows.indexOf(document.activeElement);
      focus(rows[event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)]);
      break;
    }
    default:
  }
}

function keysSwitch(box) {
  box.checked = !localStorage.getItem(KEYS_OFF);
  box.addEventListener("change", () =>
    box.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "1"),
  );
}

// A box with data-checks="NAME" ticks all boxes of that name, and shows whether all are ticked, or some.
function tickAll(all) {
  const boxes = [...document.querySelectorAll(`[name="${CSS.escape(all.dataset.checks)}"]`)];
  const look = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  boxes.forEach((box) => box.addEventListener("change", look));
  look();
}

// A link to a task opens it, and the phase it lies in.
function reveal() {
  const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
  for (let details = target?.closest("details"); details; details = details.parentElement.closest("details")) {
    details.open = true;
  }
  if (target) target.scrollIntoView();
}

// On a narrow screen the tabs are scrolled so far that the one of this page is seen.
function showTab() {
  document.querySelectorAll(".k-tabs [aria-current]").forEach((tab) => (tab.parentElement.scrollLeft = tab.offsetLeft - 60));
}

// The picture of a plan begins where something can be done.
function showReady() {
  document.querySelectorAll(".k-picture").forEach((picture) => {
    const ready = picture.querySelector(".p-card--ready rect, .p-card--running rect");
    if (ready) picture.scrollLeft = ready.x.baseVal.value - 40;
  });
}

document.querySelectorAll("[data-scripted]").forEach((element) => (element.hidden = false));
// A refused form comes back under the address it was sent to; from here on the page goes by its own, so that reloading
// sends nothing again.
if (document.body.dataset.at) history.replaceState(null, "", document.body.dataset.at);
wire(document);
document.querySelectorAll("[data-live]").forEach(follow);
document.querySelectorAll("#tasten-an").forEach(keysSwitch);
document.querySelectorAll("[data-checks]").forEach(tickAll);
showTab();
showReady();
window.addEventListener("resize", showTab);
document.addEventListener("keydown", keyboard);
window.addEventListener("hashchange", reveal);
document.addEventListener("submit", (event) => {
  if (event.target.method === "post") keepOtherForms(event.target);
});
reveal();
takeUpAgain();
