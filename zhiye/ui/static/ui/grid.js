// Moves through the matrix of homes by arrow keys. Without this file every cell is an ordinary link reached by Tab.
// Digits choose a layer only while the focus is in the matrix, so no single-letter trap exists elsewhere (WCAG 2.1.4).

function linesOf(grid) {
  return [...grid.querySelectorAll('[role="row"]')].map((row) =>
    [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.querySelector("a")),
  );
}

function placeOf(lines, link) {
  const y = lines.findIndex((line) => line.includes(link));
  return [lines[y].indexOf(link), y];
}

function nearest(line, x) {
  return line[x] ?? line.filter(Boolean).at(-1);
}

function stepFrom(lines, [x, y], key) {
  const line = lines[y];
  if (key === "ArrowRight") return line.slice(x + 1).find(Boolean);
  if (key === "ArrowLeft") return line.slice(0, x).reverse().find(Boolean);
  if (key === "Home") return line.find(Boolean);
  if (key === "End") return line.filter(Boolean).at(-1);
  const others = key === "ArrowDown" ? lines.slice(y + 1) : lines.slice(0, y).reverse();
  return others.map((other) => nearest(other, x)).find(Boolean);
}

const KEYS = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"];

for (const grid of document.querySelectorAll('[role="grid"]')) {
  const lines = linesOf(grid);
  const links = lines.flat().filter(Boolean);
  const makeStop = (stop) => links.forEach((link) => (link.tabIndex = link === stop ? 0 : -1));
  makeStop(links[0]);
  grid.addEventListener("focusin", (event) => links.includes(event.target) && makeStop(event.target));
  grid.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !links.includes(event.target)) return;
    const layer = /^[1-5]$/.test(event.key) && document.querySelectorAll(".layers a")[event.key - 1];
    if (layer) layer.click();
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    stepFrom(lines, placeOf(lines, event.target), event.key)?.focus();
  });
}
