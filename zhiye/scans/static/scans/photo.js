// 拍一张 on the page where a note is typed: the photo is drawn anew in the browser (small, upright, without place and
// device), sent, and what was read goes into the text, where it is corrected. Without this file the button is not there.

const box = document.querySelector("[data-photos]");
const form = box.closest("form");
const text = form.elements.text;
const outbox = window.zhiyePhotos;
const LONGEST_SIDE = 2000;
const QUALITY = 0.8;
const EVERY_MS = 1200;
const cards = new Map(); // op → card

function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const say = (name) => box.getAttribute(`data-say-${name}`) ?? "";

function problem(words) {
  const line = box.querySelector("[data-problem]");
  line.textContent = words;
  line.hidden = !words;
}

// ---- smaller ----

async function isHeic(file) {
  const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(hei|hev|mif1|msf1)/.test(head);
}

// Width and height, upright, without unpacking the pixels: a photo of 40 MB is unpacked small at once.
async function sizeOf(file) {
  const image = new Image();
  const source = URL.createObjectURL(file);
  await new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject, src: source }));
  URL.revokeObjectURL(source);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  return [image.naturalWidth, image.naturalHeight].map((side) => Math.max(1, Math.round(side * scale)));
}

async function shrunk(file) {
  const [width, height] = await sizeOf(file);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const brush = canvas.getContext("2d");
  brush.fillStyle = "white";
  brush.fillRect(0, 0, width, height);
  const small = await createImageBitmap(file, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
  brush.drawImage(small, 0, 0, width, height);
  small.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  canvas.width = canvas.height = 0; // phones give the memory back only then
  return blob;
}

// ---- one card a photo ----

function card(op, source) {
  if (cards.has(op)) return cards.get(op);
  const made = box.querySelector("template[data-photo]").content.firstElementChild.cloneNode(true);
  made.querySelector("[data-img]").src = source;
  made.querySelector("[data-open]").href = source;
  const press = (name, what) => made.querySelector(`[data-${name}]`).addEventListener("click", () => what(op));
  press("put", putText);
  press("unput", takeTextOut);
  press("again", again);
  press("drop", (key) => dropped(key, true));
  press("undrop", (key) => dropped(key, false));
  box.querySelector("[data-list]").append(made);
  cards.set(op, { made, said: {}, words: "", put: false });
  return cards.get(op);
}

const show = (one, name, on) => (one.made.querySelector(`[data-${name}]`).hidden = !on);

function draw(one) {
  const { said, made } = one;
  const parts = said.parts ?? [];
  const doubts = parts.some(([, doubtful]) => doubtful) ? say("doubts") : "";
  made.querySelector("[data-told]").textContent = (said.told ?? say(said.state)) + doubts;
  const bar = made.querySelector("[data-bar]");
  bar.hidden = said.state !== "sending";
  if (said.share) bar.value = said.share * 100;
  // What stands in the note already need not be read twice: only what is doubtful stays.
  const shown = one.put ? parts.filter(([, doubtful]) => doubtful) : parts;
  made.querySelector("[data-text]").replaceChildren(...shown.map(([words, doubtful]) => piece(words, doubtful)));
  show(one, "text", shown.length && !one.gone);
  show(one, "put", said.state === "read" && !one.put && !one.gone);
  show(one, "unput", one.put && text.value.includes(one.words));
  show(one, "again", said.again && !one.gone);
  show(one, "drop", said.id && !said.beside && !one.gone);
  show(one, "undrop", one.gone);
}

function piece(words, doubtful) {
  if (!doubtful) return document.createTextNode(words);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn doubt" });
  const mark = document.createElement("mark");
  mark.textContent = words.trim();
  button.append(mark);
  button.addEventListener("click", () => goTo(words));
  return button;
}

// ---- the text ----

function goTo(words) {
  const at = text.value.lastIndexOf(words);
  text.focus();
  if (at >= 0) text.setSelectionRange(at, at + words.length);
}

function typedInto() {
  text.dispatchEvent(new Event("input", { bubbles: true })); // kept in this browser like everything typed
}

function putText(op) {
  const one = cards.get(op);
  const words = one.said.parts.map(([part]) => part).join("");
  const gap = !text.value || text.value.endsWith("\n") ? "" : "\n";
  const { selectionStart, selectionEnd } = text;
  text.value += gap + words;
  if (document.activeElement === text) text.setSelectionRange(selectionStart, selectionEnd);
  one.words = gap + words;
  one.put = true;
  typedInto();
  draw(one);
}

function takeTextOut(op) {
  const one = cards.get(op);
  text.value = text.value.replace(one.words, () => "");
  one.put = false;
  typedInto();
  draw(one);
}

// ---- to and from the server ----

const seconds = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(address, body) {
  const options = body ? { method: "POST", body: new URLSearchParams(body) } : {};
  const answer = await fetch(address, { ...options, headers: outbox.headers(), redirect: "manual" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function follow(op, asked = false) {
  const one = cards.get(op);
  while (["waiting", "reading"].includes(one.said.state) && !one.gone) {
    await seconds(EVERY_MS);
    try {
      one.said = await ask(`/photos/${one.said.id}`);
    } catch {
      continue; // the next question will tell
    }
    draw(one);
  }
  if (one.said.state === "read" && !one.put && !one.gone && asked) putText(op);
}

async function again(op) {
  const one = cards.get(op);
  one.said = await ask(`/photos/${one.said.id}/again`, { op: freshId() }).catch(() => one.said);
  draw(one);
  follow(op, true);
}

async function dropped(op, gone) {
  const one = cards.get(op);
  try {
    const said = await ask(`/photos/${one.said.id}/drop`, { op: freshId(), ...(gone ? {} : { back: "1" }) });
    if (gone && one.put) takeTextOut(op);
    one.gone = gone;
    one.said = said;
    draw(one);
    if (!gone) follow(op);
  } catch {
    draw(one); // no connection: it stays as it is
  }
}

outbox.told.addEventListener("photo", ({ detail }) => {
  const one = cards.get(detail.op);
  if (!one) return;
  if (detail.state === "refused") {
    problem(detail.told || say("unreadable"));
    one.made.remove();
    cards.delete(detail.op);
    return;
  }
  one.said = detail.state === "sending" ? { ...one.said, state: "sending", share: detail.share } : detail;
  draw(one);
  if (detail.arrived) follow(detail.op, true);
});

async function take(file) {
  problem("");
  if (await isHeic(file)) return problem(say("heic"));
  const told = box.querySelector("[data-take-label]");
  told.setAttribute("aria-busy", "true");
  let blob = null;
  try {
    blob = await shrunk(file);
  } catch {
    blob = null;
  }
  told.removeAttribute("aria-busy");
  if (!blob) return problem(say("unreadable"));
  const photo = { op: freshId(), note: box.dataset.entry ? "" : form.elements.op.value, entry: box.dataset.entry ?? "" };
  photo.data = await blob.arrayBuffer();
  const one = card(photo.op, URL.createObjectURL(blob));
  one.said = { state: "sending" };
  draw(one);
  await outbox.put(photo).catch(() => {}); // no store in this browser: it goes out all the same
  outbox.send(photo);
}

// What was taken before the tab was closed: on the server, and still in this browser.
async function before() {
  const { entry } = box.dataset;
  const note = form.elements.op.value;
  const { photos } = await ask(`${box.dataset.taken}?${entry ? `entry=${entry}` : `note=${note}`}`).catch(() => ({ photos: [] }));
  for (const said of photos) {
    const one = card(said.id, said.picture);
    one.said = said;
    one.put = said.state === "read" && text.value.includes(said.parts.map(([part]) => part).join(""));
    draw(one);
    follow(said.id);
  }
  for (const photo of await outbox.all().catch(() => [])) {
    if ((entry ? photo.entry !== entry : photo.note !== note) || cards.has(photo.op)) continue;
    const one = card(photo.op, URL.createObjectURL(new Blob([photo.data], { type: "image/jpeg" })));
    one.said = { state: "kept" };
    draw(one);
  }
}

if (outbox) {
  box.hidden = false;
  box.querySelector("[data-take]").addEventListener("change", ({ target }) => {
    const [file] = target.files;
    target.value = "";
    if (file) take(file);
  });
  let shownFor = form.elements.op.value;
  form.addEventListener("note-changed", () => {
    if (form.elements.op.value === shownFor) return; // another note stands in the form now
    shownFor = form.elements.op.value;
    cards.clear();
    box.querySelector("[data-list]").replaceChildren();
    problem("");
    before();
  });
  before();
}
