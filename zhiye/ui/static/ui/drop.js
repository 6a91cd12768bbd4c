// A file dropped on the box goes into its ordinary file input; without this file the input is used by hand.

for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input[type=file]");
  const over = (on) => (box.style.borderColor = on ? "var(--brand)" : "");
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  box.addEventListener("dragleave", () => over(false));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.form.querySelector("[data-busy]").focus();
  });
  input.form.addEventListener("submit", () => {
    const button = input.form.querySelector("[data-busy]");
    button.setAttribute("aria-busy", "true");
    button.textContent = button.dataset.busy;
  });
}
