// The form for files works without this file. With it a file goes in pieces: it shows how far it is, goes on by itself after
// a break, can be paused, and can be continued after the page was closed, with the same file chosen again.
"use strict";

const PIECE = 8 * 1024 * 1024;
const BLOCK = 16 * 1024 * 1024;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const STUCK_MS = 60000;
const UNITS = ["Byte", "kB", "MB", "GB"];

const form = document.querySelector("form[data-send]");
const section = document.querySelector("[data-sendings]");
const language = document.documentElement.lang;
const says = form.dataset;

// Something that trying again does not change; its message is for people.
class Final extends Error {}

class Interrupted extends Error {}

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function bytes(count) {
  let unit = 0;
  let value = count;
  for (; value >= 1024 && unit < UNITS.length - 1; unit++) value /= 1024;
  const digits = unit === 0 ? 0 : 1;
  return `${value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${UNITS[unit]}`;
}

const percent = (part, whole) => String(whole === 0 ? 100 : Math.floor((100 * part) / whole));

function left(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) return says.tMinute;
  return minutes < 90 ? says.tMinutes.replace("%n", minutes) : says.tHours.replace("%n", Math.round(minutes / 60));
}

// A request of the script; whoever is signed out, or has signed in anew meanwhile, goes on where they were.
async function ask(path, options = {}) {
  const send = () =>
    fetch(path, {
      ...options,
      headers: { Accept: "application/json", "X-XSRF-TOKEN": csrfOf(form) },
      redirect: "manual",
    });
  let answer = await send();
  if (answer.status === 403) {
    await renewToken();
    answer = await send();
  }
  if (answer.type === "opaqueredirect") throw new SignedOut();
  return answer;
}

const why = async (answer) => {
  try {
    return (await answer.json()).detail ?? "";
  } catch {
    return "";
  }
};

async function refuse(answer) {
  if (answer.status === 404) throw new Final(says.tGone);
  const sentence = await why(answer);
  if (answer.status < 500 || answer.status === 507) throw new Final(sentence);
  throw new Error(sentence);
}

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// One file on its way, and its place on the page.
class Transfer {
  constructor(item) {
    this.item = item;
    this.file = null;
    this.arrived = item.querySelector("progress").value;
    this.paused = false;
    this.running = null;
    this.wake = () => {};
    this.request = null;
    const part = (name) => item.querySelector(`[data-sending-${name}]`);
    this.state = part("state");
    this.said = part("said");
    this.pause = part("pause");
    this.again = part("again");
    this.pause?.addEventListener("click", () => (this.paused ? this.goOn() : this.stop()));
    this.again?.querySelector("input").addEventListener("change", (event) => this.chosen(event.target));
    part("cancel")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.cancel();
    });
  }

  get path() {
    return this.item.dataset.sending;
  }

  // What a new page would not know any more: a file that was chosen here, or a sentence about one.
  get unfinished() {
    return !this.whole && !this.cancelled && (this.file !== null || !this.said.hidden);
  }

  get size() {
    return Number(this.item.dataset.size);
  }

  say(sentence, problem) {
    this.said.textContent = sentence;
    this.said.hidden = !sentence;
    this.said.classList.toggle("k-overdue", Boolean(problem));
  }

  tell(failure) {
    if (failure instanceof Final) this.say(failure.message, true);
    else this.say(failure instanceof SignedOut ? says.tSignedOut : says.tOffline);
  }

  show(arrived, extra) {
    const words = says.tProgress
      .replace("%a", bytes(arrived))
      .replace("%s", bytes(this.size))
      .replace("%p", percent(arrived, this.size));
    this.state.textContent = extra ? `${words}, ${extra}` : words;
    this.item.querySelector("progress").value = arrived;
  }

  buttons() {
    const sends = this.file !== null;
    if (this.pause) {
      this.pause.hidden = !sends;
      this.pause.textContent = this.paused ? says.tGoOn : says.tPause;
    }
    if (this.again) this.again.hidden = sends;
  }

  stop() {
    this.paused = true;
    this.request?.abort();
    this.wake();
    this.show(this.arrived, says.tPaused);
    this.buttons();
  }

  goOn() {
    this.paused = false;
    this.say("");
    this.buttons();
    queue(this);
  }

  // Chosen again after the page was closed: it goes on when all that has come is the beginning of this very file.
  async chosen(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    if (file.name !== this.item.dataset.name || file.size !== this.size) {
      this.say(says.tOtherFile, true);
      return;
    }
    this.file = file;
    this.compare = true;
    this.goOn();
  }

  async cancel() {
    this.cancelled = true;
    this.request?.abort();
    this.wake();
    try {
      const answer = this.path ? await ask(this.path, { method: "DELETE" }) : null;
      if (answer && !answer.ok && answer.status !== 404) await refuse(answer);
    } catch (failure) {
      this.cancelled = false;
      this.stop();
      this.tell(failure);
      return;
    }
    this.item.remove();
    section.hidden = section.querySelector("[data-sending]") === null;
  }

  async begin() {
    const answer = await ask(form.dataset.send, {
      method: "POST",
      body: new URLSearchParams({ name: this.file.name, beschreibung: this.description, groesse: this.file.size }),
    });
    if (!answer.ok) await refuse(answer);
    const begun = await answer.json();
    this.item.dataset.sending = begun.path;
    this.item.dataset.name = this.file.name;
  }

  async askWhere() {
    const answer = await ask(this.path);
    if (!answer.ok) await refuse(answer);
    const state = await answer.json();
    this.arrived = state.arrived;
    return state;
  }

  async compareAll() {
    if (!crypto.subtle) {
      this.file = null;
      throw new Final(says.tNoCompare);
    }
    for (let from = 0; from < this.arrived; from += BLOCK) {
      this.state.textContent = says.tCompares.replace("%p", percent(from, this.arrived));
      const answer = await ask(`${this.path}/pruefsumme?ab=${from}`);
      if (!answer.ok) await refuse(answer);
      const block = await answer.json();
      const here = await crypto.subtle.digest("SHA-256", await this.read(from, Math.min(from + block.size, this.arrived)));
      if (hex(here) !== block.sha256) {
        this.file = null;
        throw new Final(says.tOtherContent);
      }
      if (this.paused || this.cancelled) throw new Interrupted();
    }
  }

  async read(from, to) {
    try {
      return await this.file.slice(from, to).arrayBuffer();
    } catch {
      this.file = null;
      this.compare = true;
      throw new Final(says.tUnreadable);
    }
  }

  // Sends one piece, and learns from the answer where it goes on.
  piece(content) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      this.request = request;
      let stuck = 0;
      const watch = () => {
        clearTimeout(stuck);
        stuck = setTimeout(() => request.abort(), STUCK_MS);
      };
      request.open("PATCH", this.path);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("Upload-Offset", String(this.arrived));
      request.setRequestHeader("X-XSRF-TOKEN", csrfOf(form));
      request.upload.addEventListener("progress", (event) => {
        watch();
        this.moved(this.arrived + event.loaded);
      });
      request.addEventListener("loadend", () => {
        clearTimeout(stuck);
        this.request = null;
        done(request);
      });
      request.addEventListener("error", failed);
      watch();
      request.send(content);
    });
  }

  moved(sent) {
    const seconds = (performance.now() - this.since) / 1000;
    const speed = (sent - this.first) / seconds;
    this.show(sent, seconds > 3 && speed > 0 ? left((this.size - sent) / speed) : "");
  }

  async sendAll() {
    if (!this.path) await this.begin();
    let state = await this.askWhere();
    if (this.compare && !state.whole) await this.compareAll();
    this.compare = false;
    this.say("");
    this.since = performance.now();
    this.first = this.arrived;
    while (!state.whole) {
      if (this.paused || this.cancelled) throw new Interrupted();
      const content = await this.read(this.arrived, Math.min(this.arrived + PIECE, this.size));
      const answer = await this.piece(content);
      if (this.paused || this.cancelled) throw new Interrupted();
      const offset = answer.getResponseHeader("Upload-Offset");
      if (answer.status === 204) {
        this.arrived = Number(offset);
        this.wait = FIRST_WAIT_MS;
        if (this.arrived === this.size) return;
      } else if (answer.status === 409 && offset !== null) {
        state = await this.askWhere();
      } else {
        let sentence = "";
        try {
          sentence = JSON.parse(answer.responseText).detail;
        } catch {
          // No sentence of ours: the server is going, the session has ended, or the network has.
        }
        if (sentence && answer.status !== 403 && answer.status < 500) throw new Final(answer.status === 404 ? says.tGone : sentence);
        if (answer.status === 507) throw new Final(sentence);
        if (answer.status === 403) await renewToken();
        throw new Error(sentence);
      }
    }
  }

  // Tries until all of it has come, it is paused or cancelled, or something is wrong that no trying again changes.
  async run() {
    this.wait = FIRST_WAIT_MS;
    while (!this.paused && !this.cancelled) {
      try {
        await this.sendAll();
        this.finish();
        return;
      } catch (failure) {
        if (failure instanceof Interrupted) break;
        this.tell(failure);
        if (failure instanceof Final) {
          this.stop();
          break;
        }
        this.show(this.arrived, says.tWaits);
        await Promise.race([later(this.wait), new Promise((wake) => (this.wake = wake))]);
        this.wait = Math.min(2 * this.wait, LONGEST_WAIT_MS);
      }
    }
  }

  finish() {
    this.whole = true;
    this.show(this.size, says.tWhole);
    this.item.querySelector(".k-acts")?.remove();
  }
}

const transfers = [...document.querySelectorAll("[data-sending]")].map((item) => {
  const transfer = new Transfer(item);
  transfer.buttons();
  return transfer;
});
const waiting = [];
let running = false;

// One after the other: together they would be no faster. When all have come, the page shows them with their checksums.
async function queue(transfer) {
  if (!waiting.includes(transfer)) waiting.push(transfer);
  if (running) return;
  running = true;
  while (waiting.length > 0) {
    await waiting[0].run();
    waiting.shift();
  }
  running = false;
  if (!transfers.some((one) => one.unfinished)) location.assign(location.pathname);
}

function add(file, description) {
  const item = byId("uebertragung").content.firstElementChild.cloneNode(true);
  item.dataset.size = file.size;
  item.dataset.name = file.name;
  item.querySelector("[data-sending-name]").textContent = file.name;
  const progress = item.querySelector("progress");
  progress.max = Math.max(file.size, 1);
  progress.setAttribute("aria-label", file.name);
  section.querySelector("ul").append(item);
  section.hidden = false;
  const transfer = new Transfer(item);
  transfer.file = file;
  transfer.description = description;
  transfers.push(transfer);
  transfer.show(0, says.tWaits);
  if (file.size > Number(form.dataset.most)) {
    transfer.file = null;
    transfer.say(says.tTooLarge, true);
    transfer.again.hidden = true;
    return;
  }
  transfer.buttons();
  queue(transfer);
}

form.querySelector("[data-plain]").hidden = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const input = form.elements.datei;
  const description = form.elements.beschreibung.value;
  for (const file of input.files) add(file, description);
  input.value = "";
  form.elements.beschreibung.value = "";
});
window.addEventListener("online", () => transfers.forEach((transfer) => transfer.wake()));
