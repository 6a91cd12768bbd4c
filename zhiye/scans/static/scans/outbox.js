// Photos on their way, kept in this browser until the server has them. One database an account: what another account
// took here is neither shown nor sent. A photo keeps the id of its gesture (op): sent twice, it is there once.

const place = document.querySelector("[data-photo-outbox]");
const { account, take: url } = place.dataset;
const STORE = "photos";
const RETRY_MS = 15_000;
const PATIENCE_MS = 120_000;
const told = new EventTarget();
let shut = false;

const opening = new Promise((resolve, reject) => {
  const request = indexedDB.open(`zhiye-photos-${account}`, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "op" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
opening.catch(() => {});

async function act(mode, what) {
  const database = await opening;
  return new Promise((resolve, reject) => {
    const task = database.transaction(STORE, mode);
    const request = what(task.objectStore(STORE));
    task.oncomplete = () => resolve(request.result);
    task.onerror = task.onabort = () => reject(task.error);
  });
}

// A photo: {op, note: op of the note | "", entry: id of a saved note | "", data: ArrayBuffer}
const put = async (photo) => shut || act("readwrite", (store) => store.put(photo));
const drop = (op) => act("readwrite", (store) => store.delete(op));
const all = () => act("readonly", (store) => store.getAll());
const count = () => act("readonly", (store) => store.count()).catch(() => 0);

function clear() {
  shut = true;
  return act("readwrite", (store) => store.clear()).catch(() => {});
}

function token() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return cookie?.slice(10) ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

const headers = () => ({ Accept: "application/json", "X-CSRFToken": token(), "X-Typed-By": account });

// XMLHttpRequest tells how far the sending is; fetch does not.
function post(photo) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const name of ["op", "note", "entry"]) if (photo[name]) body.append(name, photo[name]);
    body.append("photo", new Blob([photo.data], { type: "image/jpeg" }), "photo.jpg");
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.timeout = PATIENCE_MS;
    request.upload.onprogress = (event) => announce(photo.op, { state: "sending", share: event.loaded / event.total });
    request.onload = () => resolve(outcome(request));
    request.onerror = request.ontimeout = request.onabort = () => resolve({ state: "kept" });
    request.send(body);
  });
}

function outcome(request) {
  let said = {};
  try {
    said = JSON.parse(request.responseText);
  } catch {
    // A page instead of words: the log-in, or a fault.
  }
  if (request.status === 200 && said.id) return { ...said, arrived: true };
  if (said.login || request.status === 200 || request.status === 403) return { state: "login" };
  if (request.status >= 500 || !request.status) return { state: "kept" };
  return { state: "refused", told: said.told };
}

const announce = (op, detail) => told.dispatchEvent(new CustomEvent("photo", { detail: { op, ...detail } }));
const underWay = new Set();

// Sends one photo; it stays in the browser unless the server has it or will never take it.
async function send(photo) {
  if (underWay.has(photo.op) || shut) return;
  underWay.add(photo.op);
  const said = await post(photo);
  if (said.arrived || said.state === "refused") await drop(photo.op).catch(() => {});
  underWay.delete(photo.op);
  announce(photo.op, said);
}

async function flush() {
  if (shut) return;
  for (const photo of await all().catch(() => [])) await send(photo);
}

window.zhiyePhotos = { told, put, drop, all, count, clear, send, headers };
flush();
setInterval(() => document.visibilityState === "visible" && navigator.onLine && flush(), RETRY_MS);
addEventListener("online", flush);
if ("BroadcastChannel" in window) {
  new BroadcastChannel(`zhiye-${account}`).addEventListener("message", ({ data }) => data.kind === "left" && clear());
}
