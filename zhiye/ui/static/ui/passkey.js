// Shows what needs a passkey only where the browser has them, and says so kindly when it did not work out.

for (const part of document.querySelectorAll("[data-passkey]")) {
  part.hidden = !window.PublicKeyCredential;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.querySelector("[data-passkey-told]");
  if (told) told.hidden = false;
});
