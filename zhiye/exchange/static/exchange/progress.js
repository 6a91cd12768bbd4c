// Asks every second how far the worker is, and loads the page anew when it has finished or broken off.
// Without this file the page refreshes itself.

const EVERY_MS = 1000;
const card = document.querySelector("[data-progress]");

function show(told) {
  card.querySelector("[data-words]").textContent = told.words;
  card.querySelector("[data-count]").textContent = told.of ? `，${told.done} / ${told.of}` : "";
  const bar = card.querySelector("progress");
  if (!told.of) return bar.removeAttribute("value");
  bar.max = told.of;
  bar.value = told.done;
}

async function ask() {
  try {
    const answer = await fetch(card.dataset.progress, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (told.interrupted || !["reading", "importing"].includes(told.state)) return location.reload();
    show(told);
  } catch {
    // The network hiccuped: the next question will tell.
  }
  setTimeout(ask, EVERY_MS);
}

if (card) setTimeout(ask, EVERY_MS);
