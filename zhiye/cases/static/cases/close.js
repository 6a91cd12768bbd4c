// The closing page: the sentence for the resident follows the result, until somebody writes it otherwise. Without this
// file the server does the same when the page is saved.

const sentences = JSON.parse(document.getElementById("sentences").textContent);
const line = document.querySelector("[name=public_line]");
const form = line?.form;

function fits() {
  const ending = form.elements.state.value;
  const later = form.elements.answer.value === "later" && ending !== "returned" && ending !== "merged";
  return sentences[later ? "asking" : ending] ?? "";
}

form?.addEventListener("change", ({ target }) => {
  if (target === line || !Object.values(sentences).includes(line.value.trim())) return;
  line.value = fits();
});
