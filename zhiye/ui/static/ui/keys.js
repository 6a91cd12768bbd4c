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
