// 打印 leads here with #now: the browser's own window for printing opens by itself. Without scripts, Ctrl+P does it.
if (location.hash === "#now") {
  history.replaceState(null, "", location.pathname + location.search);
  addEventListener("load", () => print());
}
