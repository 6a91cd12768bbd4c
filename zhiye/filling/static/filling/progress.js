// Asks every second whether the file is there, and loads the page anew when it is, or when its making broke off.
// Without this file the page refreshes itself.

const EVERY_MS = 1000;
const card = document.querySelector("[data-progress]");

async function ask() {
  try {
    const answer = await fetch(card.dataset.progress, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (told.interrupted || told.state !== "making") return location.reload();
  } catch {
    // The network hiccuped: the next question will tell.
  }
  setTimeout(ask, EVERY_MS);
}

if (card) setTimeout(ask, EVERY_MS);
