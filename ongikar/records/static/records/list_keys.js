/* Keys in a list: j and k go from one row to the next, o opens it, n begins a new one, ? tells. Nothing needs them. */
(() => {
  const help = document.getElementById("list-keys");
  const rows = () => [...document.querySelectorAll("table.list tbody td.first a.who")];
  const move = (step) => {
    const links = rows(), at = links.indexOf(document.activeElement);
    const next = at < 0 ? links[step > 0 ? 0 : links.length - 1] : links[at + step];
    next?.focus();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => rows().includes(document.activeElement) && document.activeElement.click(),
    n: () => (document.querySelector(".list-head a.btn") ?? document.querySelector("a[accesskey=n]"))?.click(),
    "?": () => help?.showModal(),
  };
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help?.open) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  help?.querySelector("button").addEventListener("click", () => help.close());
})();
