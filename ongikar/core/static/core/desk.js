/* The keyboard on the desk: "/" goes to the search, and the arrows from one result to the next. Nothing needs it. */
(() => {
  const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");
  // A long list to tick in: what is typed above it is looked for, and what is ticked stays in sight.
  for (const list of document.querySelectorAll(".many")) {
    const options = [...list.children];
    if (options.length < 9) continue;
    const find = document.createElement("input");
    Object.assign(find, { type: "search", placeholder: list.dataset.seek, autocomplete: "off" });
    find.setAttribute("aria-label", list.dataset.seek);
    find.addEventListener("input", () => {
      const words = find.value.trim().toLowerCase();
      for (const each of options) each.hidden = !each.querySelector(":checked") && !each.textContent.toLowerCase().includes(words);
    });
    find.addEventListener("keydown", event => event.key === "Enter" && event.preventDefault());
    list.before(find);
  }
  const results = () => [...document.querySelectorAll("[data-results] li a")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const seek = document.getElementById("seek");
    if (event.key === "/" && seek && !isTyping(event.target)) {
      event.preventDefault();
      seek.focus();
      seek.select();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || (isTyping(event.target) && event.target !== seek)) return;
    const links = results(), at = links.indexOf(event.target);
    if (!links.length || (at < 0 && event.target !== seek)) return;
    event.preventDefault();
    if (at + step < 0) seek.focus();
    else links[Math.min(at + step, links.length - 1)].focus();
  });
})();
