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
