// Drafts beside the note: a tap goes by fetch and brings back the same piece of the page, and the words of a card light up.
// Without this file every tap is an ordinary form and every quote an ordinary link.

const text = document.querySelector("[data-text]");
const wide = matchMedia("(min-width: 960px)");
let drafts = document.querySelector("[data-drafts]");

// ---- the words ----

const spansOf = (anchor) => [...text.querySelectorAll("[data-in]")].filter((one) => one.dataset.in.split(" ").includes(anchor));

// Any stretch of the text, counted in characters as Python counts them, also one that the page did not mark.
function rangeOf(start, end) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  while (walker.nextNode()) {
    const letters = [...walker.currentNode.data];
    const units = (count) => letters.slice(0, count).join("").length;
    if (start >= at && start < at + letters.length) range.setStart(walker.currentNode, units(start - at));
    if (end > at && end <= at + letters.length) range.setEnd(walker.currentNode, units(end - at));
    at += letters.length;
  }
  return range;
}

function light(anchor, scroll = true) {
  text.querySelectorAll(".shown").forEach((one) => one.classList.remove("shown"));
  globalThis.CSS?.highlights?.clear();
  const spans = spansOf(anchor);
  const fold = document.querySelector("[data-unfold]");
  if (fold && scroll) fold.checked = true;
  spans.forEach((one) => one.classList.add("shown"));
  const told = anchor.match(/^w(\d+)-(\d+)$/);
  if (!spans.length && told && globalThis.Highlight) {
    const range = rangeOf(Number(told[1]), Number(told[2]));
    CSS.highlights.set("words", new Highlight(range));
    if (scroll) range.startContainer.parentElement?.scrollIntoView({ block: "center" });
  } else if (scroll) spans[0]?.scrollIntoView({ block: "center" });
}

const fromAddress = () => location.hash.startsWith("#w") && light(location.hash.slice(1));
addEventListener("hashchange", fromAddress);

text.addEventListener("click", ({ target }) => {
  const anchors = target.closest("[data-in]")?.dataset.in.split(" ") ?? [];
  const card = cards().find((one) => anchors.includes(one.dataset.anchor));
  if (!card || String(getSelection())) return;
  light(card.dataset.anchor, false);
  card.closest("details")?.setAttribute("open", "");
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
});

// ---- the cards ----

const cards = () => [...drafts.querySelectorAll("[data-draft]")];
const seen = () => cards().filter((one) => one.closest("details:not([open])") === null);

// On a wide window the words stay in sight beside the cards, where they fit into it.
function align() {
  const note = text.closest("article");
  note.classList.remove("fits");
  note.classList.toggle("fits", wide.matches && note.offsetHeight < innerHeight - 120);
}

function ready() {
  for (const button of drafts.querySelectorAll("[data-change]")) {
    const form = button.closest("[data-draft]").querySelector("[data-change-form]");
    button.hidden = false;
    form.querySelector("summary").hidden = true;
    button.addEventListener("click", () => {
      form.open = !form.open;
      button.setAttribute("aria-expanded", String(form.open));
      if (form.open) form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
  }
  align();
}

function say(words) {
  const box = drafts.querySelector("[data-said]");
  box.textContent = words;
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}

// The piece comes in the place of the old one, and what was under the thumb stays where it was.
function replace(html, id) {
  const before = (id && document.getElementById(id))?.getBoundingClientRect().top;
  const made = document.createElement("template");
  made.innerHTML = html;
  const next = made.content.querySelector("[data-drafts]");
  if (drafts.querySelector(".unlikely[open]")) next.querySelector(".unlikely")?.setAttribute("open", "");
  drafts.replaceWith(next);
  drafts = next;
  ready();
  const now = id && document.getElementById(id);
  if (now && before !== undefined) scrollBy(0, now.getBoundingClientRect().top - before);
  const here = now?.hasAttribute("data-draft") ? now : seen().find((one) => !now || now.compareDocumentPosition(one) & 4);
  (here ?? drafts.querySelector("#drafts-title")).focus({ preventScroll: true });
}

let busy = false;
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-tap]")) return;
  event.preventDefault();
  if (busy) return; // a second tap
  busy = true;
  const button = event.submitter;
  button?.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  try {
    const headers = { Accept: "text/html; piece=drafts" };
    const answer = await fetch(form.action, { method: "POST", body, headers, redirect: "manual" });
    if (answer.ok || answer.status === 422) replace(await answer.text(), form.closest("[data-draft], [data-done]")?.id);
    else say(answer.type === "opaqueredirect" ? drafts.dataset.login : drafts.dataset.lost);
  } catch {
    say(drafts.dataset.lost);
  }
  button?.removeAttribute("aria-busy");
  busy = false;
});

document.addEventListener("click", (event) => {
  const quote = event.target.closest?.("[data-quote]") ?? event.target.closest?.(".draft-head")?.querySelector("[data-quote]");
  if (!quote || event.target.closest("summary, button") || String(getSelection())) return;
  event.preventDefault();
  light(quote.hash.slice(1), true);
});

drafts.ownerDocument.addEventListener("focusin", ({ target }) => {
  const card = target.closest?.("[data-draft]");
  if (card?.dataset.anchor) light(card.dataset.anchor, false);
});

// 1 2 3 answer the card that has the focus; nowhere else do single keys act (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-draft]");
  if (!card || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const button = /^[123]$/.test(event.key) && card.querySelector(`[data-key="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// ---- the chips: words marked in the text are what the new card quotes ----

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  const marked = selection.getRangeAt(0);
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(marked.startContainer, marked.startOffset);
  const start = [...before.toString()].length;
  const words = marked.toString();
  for (const form of drafts.querySelectorAll("[data-hand]")) {
    form.elements.start.value = start;
    form.elements.end.value = start + [...words].length;
    const told = form.querySelector("[data-marked]");
    told.textContent = `“${words}”`;
    told.hidden = false;
  }
});

ready();
fromAddress();
addEventListener("resize", align);
