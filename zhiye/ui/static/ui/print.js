// A page meant for paper: its button opens the browser's own window for printing, and #now in its address does so at
// once. Without scripts the button is not there; the browser's menu, or Ctrl+P, does it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
if (location.hash === "#now") {
  history.replaceState(null, "", location.pathname + location.search);
  addEventListener("load", () => print());
}
