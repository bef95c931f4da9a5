// Every page works without this file. With it: what is typed is saved while typing, an open room follows what others
// do, and lists answer to the keyboard.
"use strict";

const SAVE_AFTER_MS = 600;

const csrf = (form) => form.querySelector('input[name="_csrf"]')?.value ?? "";

const byId = (id) => document.getElementById(id);

function tell(form, text, problem) {
  const place = form.querySelector("[data-saved]");
  if (place) {
    place.textContent = text;
    place.classList.toggle("k-overdue", Boolean(problem));
  }
}

// A form with data-draft="URL" sends its fields there while they are typed, one request at a time. The answer is JSON:
// {"said": "gespeichert 14:05", "revision": 3, "draft": "next URL", "action": "next action",
// "registered": "number to call back on"}; what is absent stays as it is.
function saveWhileTyping(form) {
  let timer = 0;
  let busy = false;
  let again = false;

  const save = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const response = await fetch(form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json", "X-CSRF-TOKEN": csrf(form) },
        redirect: "error",
      });
      const answer = await response.json();
      tell(form, answer.said ?? answer.detail ?? "", !response.ok);
      if (answer.draft) form.dataset.draft = answer.draft;
      if (answer.action) form.action = answer.action;
      if (answer.registered) byId("registered").textContent = answer.registered;
      if (answer.revision && form.elements.revision) form.elements.revision.value = answer.revision;
    } catch {
      tell(form, form.dataset.offline ?? "", true);
      again = true;
    }
    busy = false;
    if (again) {
      again = false;
      timer = setTimeout(save, 3000);
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
}

// An element with data-live="URL" listens there; each message says only that something changed, and the parts with
// data-part are fetched anew. A part in which somebody is typing is left alone.
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
      if (response.status === 404 || response.redirected) {
        location.reload();
        return;
      }
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const part of room.querySelectorAll("[data-part]")) {
        const next = fresh.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);
        const typing = part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
        if (next && !typing && next.innerHTML !== part.innerHTML) {
          const open = new Set([...part.querySelectorAll("details[open][id]")].map((d) => d.id));
          part.innerHTML = next.innerHTML;
          for (const id of open) byId(id)?.setAttribute("open", "");
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

  const events = new EventSource(room.dataset.live);
  events.addEventListener("changed", refresh);
  events.addEventListener("gone", () => location.reload());
}

// j and k walk through the rows of a list, Enter follows, / searches, n writes a journal entry.
function keyboard(event) {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const focus = (element) => {
    if (element) {
      event.preventDefault();
      element.focus();
    }
  };
  if (event.key === "/") focus(document.querySelector('input[type="search"]'));
  if (event.key === "n") focus(document.querySelector("[data-journal-entry]"));
  if (event.key === "j" || event.key === "k") {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(document.activeElement);
    focus(rows[event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)]);
  }
}

// A refused form comes back under the address it was sent to; from here on the page goes by its own, so that reloading
// sends nothing again.
if (document.body.dataset.at) history.replaceState(null, "", document.body.dataset.at);
document.querySelectorAll("form[data-draft]").forEach(saveWhileTyping);
document.querySelectorAll("[data-live]").forEach(follow);
document.addEventListener("keydown", keyboard);
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
document.querySelectorAll("select[data-submit]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
