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
