// Notes under way, kept in this browser: while they are typed, and after 存 until the server has them.
// One database an account: what another account typed here is neither shown nor sent. Every page of somebody who writes
// loads this file, so that a note leaves as soon as any page sees the connection again. A note keeps the id of its
// gesture (op) from the first letter on: sent twice, it is saved once.

const place = document.querySelector("[data-notes]");
const { account, new: newNote, leaving: logOut } = place.dataset;
const STORE = "notes";
const PATIENCE_MS = 30_000;
const RETRY_MS = 15_000;
const others = "BroadcastChannel" in window ? new BroadcastChannel(`zhiye-${account}`) : null;
const told = new EventTarget();
let database = null;
let opening = null;
let shut = false; // logged out: nothing may be written any more

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(`zhiye-notes-${account}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "op" });
    request.onsuccess = () => resolve((database = request.result));
    request.onerror = () => reject(request.error);
  });
  return opening;
}

// With the database open the write begins at once, within the event: a page that is going away has no later.
function act(mode, what) {
  const begin = () =>
    new Promise((resolve, reject) => {
      const task = database.transaction(STORE, mode);
      const request = what(task.objectStore(STORE));
      task.oncomplete = () => resolve(request.result);
      task.onerror = task.onabort = () => reject(task.error);
      if (mode === "readwrite") task.commit?.(); // not left to a later turn that a page going away does not get
    });
  return database ? begin() : open().then(begin);
}

function announce(kind, note, more = {}) {
  told.dispatchEvent(new CustomEvent(kind, { detail: { note, ...more } }));
  others?.postMessage({ kind, note, more });
}

// What a page that is going away writes down: the database answers later, and for such a page there may be no later.
// This second store is written before the call returns; the next page moves what lies there into the database.
const LEFT = `zhiye-left-${account}-`;
const leftBehind = () => Object.keys(localStorage).filter((key) => key.startsWith(LEFT));
const forget = (op) => localStorage.removeItem(LEFT + op);

function leaveBehind(note) {
  if (!shut) localStorage.setItem(LEFT + note.op, JSON.stringify({ ...note, at: Date.now() }));
}

async function collect() {
  for (const key of leftBehind()) {
    const note = JSON.parse(localStorage.getItem(key) ?? "null");
    if (note) await put(note);
  }
}

// A note: {op, url, fields: {name: text}, state: writing | sending | login | refused, told, at: ms}
async function put(note) {
  if (shut) return;
  await act("readwrite", (store) => store.put({ ...note, at: Date.now() }));
  forget(note.op);
}

async function drop(op) {
  forget(op);
  await act("readwrite", (store) => store.delete(op));
}

const get = (op) => act("readonly", (store) => store.get(op));

async function all() {
  await collect();
  const notes = await act("readonly", (store) => store.getAll());
  return notes.sort((one, other) => one.at - other.at);
}

function token() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return cookie?.slice(10) ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

async function ask(note) {
  const body = new URLSearchParams({ ...note.fields, op: note.op });
  const headers = { Accept: "application/json", "X-CSRFToken": token(), "X-Typed-By": account };
  const signal = AbortSignal.timeout?.(PATIENCE_MS);
  const answer = await fetch(note.url, { method: "POST", body, headers, signal, redirect: "manual" });
  if (answer.type === "opaqueredirect") return { state: "login" };
  if (answer.status >= 500) return { state: "sending" };
  const said = await answer.json().catch(() => ({}));
  if (answer.ok && said.url) return { state: "delivered", url: said.url };
  return { state: said.login ? "login" : "refused", told: said.told ?? "", field: said.field, op: said.op, page: said.page };
}

// Sends one note. Answers {state: delivered | sending | login | refused, …}; the note is kept unless delivered.
async function send(note) {
  await put({ ...note, state: "sending", told: "" });
  const outcome = await ask(note).catch(() => ({ state: "sending" }));
  if (outcome.state === "delivered") {
    await drop(note.op);
  } else {
    if (outcome.op) await drop(note.op);
    note = { ...note, op: outcome.op ?? note.op, state: outcome.state, told: outcome.told ?? "" };
    await put(note);
  }
  announce(outcome.state, note, { url: outcome.url });
  return outcome;
}

let sending = false;
async function flush() {
  if (sending || shut) return;
  sending = true;
  try {
    for (const note of await all()) {
      if (["sending", "login"].includes(note.state)) await send(note);
    }
  } catch {
    // No database in this browser: then nothing waits in it either.
  }
  sending = false;
}

window.zhiyeNotes = { account, others, told, put, drop, get, all, leaveBehind, send, flush, newNote };
document.addEventListener("DOMContentLoaded", flush); // by then every script of the page listens
setInterval(() => document.visibilityState === "visible" && navigator.onLine && flush(), RETRY_MS);
addEventListener("online", flush);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());

others?.addEventListener("message", ({ data }) => {
  if (data.kind === "left") shut = true;
  else if (data.note) told.dispatchEvent(new CustomEvent(data.kind, { detail: { note: data.note, ...data.more } }));
});

// The photos' own store is loaded where a photo can be taken, and where this browser has ever kept one.
const photos = document.querySelector("[data-photo-outbox]");
const mayKeepPhotos = async () => {
  const names = await indexedDB.databases?.();
  return !names || names.some((one) => one.name === `zhiye-photos-${account}`);
};
const photosReady = (async () => {
  if (!photos || document.querySelector("[data-photos]") || !(await mayKeepPhotos())) return;
  await import(photos.dataset.script);
})().catch(() => {});

// Logging out empties the store, after a question when something in it would be lost.
let leaving = null;

function askFirst() {
  let dialog = document.querySelector("[data-leave]");
  if (!dialog) {
    document.body.append(document.querySelector("[data-leave-asked]").content.cloneNode(true));
    dialog = document.querySelector("[data-leave]");
    dialog.querySelector("[data-leave-now]").addEventListener("click", leave);
  }
  dialog.showModal();
}

async function leave() {
  shut = true;
  others?.postMessage({ kind: "left" });
  leftBehind().forEach((key) => localStorage.removeItem(key));
  await photosReady;
  await Promise.all([act("readwrite", (store) => store.clear()).catch(() => {}), window.zhiyePhotos?.clear()]);
  leaving.submit();
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || new URL(event.target.action).pathname !== logOut) return;
  event.preventDefault();
  leaving = event.target;
  all()
    .catch(() => [])
    .then(async (notes) => {
      await photosReady;
      if (notes.length || (await window.zhiyePhotos?.count())) askFirst();
      else leave();
    });
});

// The key n begins a note, where single keys have not been switched off (WCAG 2.1.4).
const off = document.cookie.split("; ").includes("keys=off");
document.addEventListener("keydown", (event) => {
  const writing = event.target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (off || writing || event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  location.assign(newNote);
});
