// On every page: names can be covered, "/" goes to the search box.

// 遮一遮: names blur at a press, and by themselves after a minute without a hand on a desktop (someone may stand behind).
// Covered stays covered from page to page until the button is pressed again.

const IDLE_MS = 60_000;
const button = document.querySelector("[data-cover-button]");
const desktop = matchMedia("(min-width: 960px) and (pointer: fine)");
let timer;

function cover(on) {
  document.body.classList.toggle("covered", on);
  button.setAttribute("aria-pressed", String(on));
  sessionStorage.setItem("covered", on ? "yes" : "");
}

function startWaiting() {
  clearTimeout(timer);
  if (desktop.matches) timer = setTimeout(() => cover(true), IDLE_MS);
}

if (button && document.querySelector(".name, [data-cover]")) {
  button.hidden = false;
  button.addEventListener("click", () => cover(!document.body.classList.contains("covered")));
  cover(sessionStorage.getItem("covered") === "yes");
  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
    document.addEventListener(sign, startWaiting, { passive: true });
  }
  startWaiting();
}

// "/" goes to the search box. It can be switched off under 字号和设置 (cookie keys=off), as WCAG 2.1.4 asks.

const off = document.cookie.split("; ").includes("keys=off");
const find = document.getElementById("find");

function isWriting(target) {
  return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

if (find && !off) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    event.preventDefault();
    find.focus();
    find.select();
  });
}

// The search box posts, so that an ID number never stands in an address or a log. Anything else is sent as an
// address at once, which saves the way there and back.
const LOOKS_LIKE_A_NUMBER = /^[\d\s-]{14,30}[\dXx]$/;

for (const form of document.querySelectorAll("form.find")) {
  form.addEventListener("submit", () => {
    const covered = LOOKS_LIKE_A_NUMBER.test(form.elements.q.value.trim());
    form.method = covered ? "post" : "get";
    const token = form.elements.csrfmiddlewaretoken;
    if (token) token.disabled = !covered;
  });
}
