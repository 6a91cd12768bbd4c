// The page on which a note is typed: keeps every letter in the store (store.js), offers what was left unfinished,
// sends by fetch so that nothing typed hangs on the connection. Without this file the form is an ordinary form.

const notes = window.zhiyeNotes;
const form = document.querySelector("form[data-note]");
const kept = document.querySelector("[data-kept]");
const PAUSE_MS = 400;
const EXCERPT = 30;
const NOT_KEPT = ["csrfmiddlewaretoken", "op", "then"];
const held = new Map(); // op → its line in the list of what is kept

function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const excerpt = (note) => [...(note.fields.text ?? "")].slice(0, EXCERPT).join("").replace(/\s+/g, " ");
const path = () => new URL(form.action).pathname;

// ---- what is kept: one line a note ----

function line(kind, note) {
  const made = document.querySelector(`template[data-${kind}]`).content.firstElementChild.cloneNode(true);
  const fill = (name, text) => text && made.querySelector(`[data-${name}]`)?.replaceChildren(text);
  fill("words", `“${excerpt(note)}”`);
  fill("told", note.told);
  fill("when", new Date(note.at ?? Date.now()).toLocaleString(document.documentElement.lang, { month: "long", day: "numeric", hour: "numeric", minute: "2-digit" }));
  const press = (name, what) => made.querySelector(`[data-${name}]`)?.addEventListener("click", what);
  press("take", () => take(note));
  press("send", () => notes.send(note));
  press("drop", async () => {
    await notes.drop(note.op);
    show("dropped", note);
  });
  press("undrop", async () => {
    await notes.put(note);
    show(note.state === "refused" ? "refused" : "unfinished", note);
  });
  return made;
}

function show(kind, note, url) {
  const made = kind && line(kind, note);
  if (url) made.querySelector("[data-open]").href = url;
  const before = held.get(note.op);
  if (before) made ? before.replaceWith(made) : before.remove();
  else if (made) kept.append(made);
  made ? held.set(note.op, made) : held.delete(note.op);
  kept.hidden = !held.size;
}

const LINES = { writing: "unfinished", sending: "waiting", login: "waiting-login", refused: "refused" };

// The notes that other open pages are writing: they are not offered here.
async function busyElsewhere() {
  const busy = new Set();
  if (!notes.others) return busy;
  const hear = ({ data }) => data.kind === "mine" && busy.add(data.op);
  notes.others.addEventListener("message", hear);
  notes.others.postMessage({ kind: "whose" });
  await new Promise((resolve) => setTimeout(resolve, 150));
  notes.others.removeEventListener("message", hear);
  return busy;
}

// What is kept is read last: a note that left meanwhile has its line already, and would be told here as it was before.
async function list() {
  const busy = await busyElsewhere();
  for (const note of await notes.all()) {
    const shown = note.op === form?.elements.op.value || busy.has(note.op) || held.has(note.op);
    if (!shown) show(LINES[note.state], note);
  }
}

for (const state of ["delivered", "sending", "login", "refused"]) {
  notes.told.addEventListener(state, ({ detail }) => {
    if (submitting === detail.note.op) return; // the form itself says how that went
    show(state === "delivered" ? "delivered" : LINES[state], detail.note, detail.url);
  });
}

// ---- the form ----

let waiting = 0;
let dirty = false;
let submitting = "";
let began = "";

function fields() {
  const all = [...new FormData(form)].filter(([name]) => !NOT_KEPT.includes(name));
  return Object.fromEntries(all);
}

const typed = () => JSON.stringify([form.elements.text.value, form.elements.reflection.value]);
const current = (state) => ({ op: form.elements.op.value, url: path(), fields: fields(), state, told: "" });

const nothingNew = () => typed() === began || !(form.elements.text.value.trim() || form.elements.reflection.value.trim());

async function keep() {
  clearTimeout(waiting);
  if (!dirty || submitting) return;
  dirty = false;
  const empty = nothingNew();
  try {
    await (empty ? notes.drop(form.elements.op.value) : notes.put(current("writing")));
    form.querySelector("[data-saved]").hidden = empty;
    form.querySelector("[data-unsaved]").hidden = true;
  } catch {
    dirty = true;
    form.querySelector("[data-saved]").hidden = true;
    form.querySelector("[data-unsaved]").hidden = false;
  }
}

// The page is going away, perhaps for good: what the database has not yet is written down before that.
function keepNow() {
  if (!dirty || submitting) return;
  try {
    if (!nothingNew()) notes.leaveBehind(current("writing"));
  } catch {
    // This browser keeps nothing of its own, or it is full: the database below may still get it.
  }
  keep();
}

// Puts a kept note into the form; what stands there now is kept in its turn.
async function take(note) {
  if (form) await keep();
  if (!form || path() !== note.url) return location.assign(`${note.url}#take-${note.op}`);
  const now = current("writing");
  show("", note);
  if (typed() !== began) show("unfinished", now);
  fill(note.fields, note.op);
  say(note.told);
  await notes.put({ ...note, state: "writing", told: "" }); // another page must not send it meanwhile
  form.elements.text.focus();
}

function fill(values, op) {
  for (const input of form.elements) {
    if (!input.name || NOT_KEPT.includes(input.name)) continue;
    if (input.type === "radio") input.checked = input.value === values[input.name];
    else input.value = values[input.name] ?? "";
  }
  form.elements.op.value = op;
  form.dispatchEvent(new Event("note-changed")); // photos belong to the note of this gesture
  for (const name of ["home", "case"]) {
    if (form.elements[name]) form.elements[name].disabled = !values[name];
    if (values[name] && !form.elements[name]) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: values[name] }));
  }
  if (values.reflection) form.querySelector("[data-reflection]").open = true;
  tellWeather();
}

function say(text, field = "") {
  const box = form.querySelector("[data-told]");
  box.textContent = text ?? "";
  box.hidden = !text;
  if (text) (form.elements[field]?.focus ? form.elements[field] : box).focus();
}

function busy(button, on) {
  if (!button) return;
  button.dataset.words ??= button.innerHTML;
  if (on) button.textContent = button.dataset.busy;
  else button.innerHTML = button.dataset.words;
  on ? button.setAttribute("aria-busy", "true") : button.removeAttribute("aria-busy");
}

async function submit(button) {
  if (submitting) return; // a second tap
  clearTimeout(waiting);
  const note = current("sending");
  if (button?.name) note.fields[button.name] = button.value;
  submitting = note.op;
  say("");
  busy(button, true);
  let outcome;
  try {
    outcome = await notes.send(note);
  } catch {
    return sendPlainly(button); // no store in this browser
  }
  if (outcome.state === "delivered") return location.assign(outcome.url);
  submitting = "";
  busy(button, false);
  if (outcome.state === "refused") {
    form.elements.op.value = outcome.op ?? note.op;
    await notes.put(current("writing"));
    if (outcome.page) return sendPlainly(button); // the server shows both wordings
    say(outcome.told || form.dataset.refused, outcome.field);
    return;
  }
  show(LINES[outcome.state], note); // it waits for the connection or the log-in; the form is free for the next
  if (form.querySelector("[name=version]")) return;
  fill({ ...note.fields, text: "", reflection: "", home: "", case: "" }, freshId());
  began = typed();
  kept.scrollIntoView({ block: "nearest" });
}

// As without scripts.
function sendPlainly(button) {
  if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  form.submit();
}

function tellWeather() {
  const word = form.querySelector("[data-weather-word]");
  word.textContent = form.elements.weather.value || form.dataset.weather;
}

function start() {
  began = typed();
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE_MS);
    tellWeather();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.submitter ?? form.querySelector(".btn-primary"));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector(".btn-primary"));
  });
  addEventListener("pagehide", keepNow);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepNow());
  notes.others?.addEventListener("message", ({ data }) => {
    if (data.kind === "whose") notes.others.postMessage({ kind: "mine", op: form.elements.op.value });
  });
  const weathers = form.querySelector("[data-weathers]");
  weathers.hidden = false;
  weathers.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    form.elements.weather.value = target.textContent;
    form.querySelector(".note-day").open = false;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function begin() {
  if (form) start();
  await list();
  const wanted = location.hash.match(/^#take-(.+)$/)?.[1];
  const note = wanted && form && (await notes.get(wanted));
  if (note) take(note);
}

if (notes) begin().catch(() => {});
