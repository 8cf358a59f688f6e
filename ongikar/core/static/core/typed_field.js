// Says back what a typed day or time was understood as, and opens a month to choose a day from. Without this the
// page says so once the form was sent, and a day is typed.
const CALENDAR = '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><rect x="4" y="5" width="16" height="16" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/></svg>';
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

async function page(address, facts) {
  const answer = await fetch(`${address}?${new URLSearchParams(facts)}`).catch(() => null); // No line: nothing is said.
  return answer && answer.ok ? answer.text() : "";
}

function begin(row) {
  const input = row.querySelector("input"), echo = row.nextElementSibling, { typed: sort, said, month } = row.dataset;
  const first = row.dataset.since && document.getElementById(row.dataset.since);
  let asked = 0, shown = "";

  async function say(isDone) {
    const mine = ++asked, typed = input.value.trim(), since = first ? first.value.trim() : "";
    // What is half typed is no fault yet.
    if (!isDone) await new Promise(done => setTimeout(done, 400));
    if (mine !== asked || typed === shown && !isDone) return;
    const words = typed && await page(said, since ? { [sort]: typed, since } : { [sort]: typed });
    if (mine !== asked) return;
    echo.innerHTML = words;
    const isWrong = echo.querySelector(".err");
    if (isWrong && !isDone) echo.replaceChildren();
    if (isDone) input.toggleAttribute("aria-invalid", Boolean(isWrong));
    if (isDone && isWrong) input.setAttribute("aria-invalid", "true");
    shown = typed;
  }
  function put(value) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  }
  input.addEventListener("input", () => {
    // Its line is there from the first letter: what stands below does not move away under a finger.
    echo.classList.add("awaited");
    say(false);
  });
  input.addEventListener("change", () => say(true));
  // How long it is follows from both days.
  if (first) first.addEventListener("change", () => input.value.trim() && say(true));
  echo.addEventListener("click", event => event.target.dataset.set && put(event.target.dataset.set));
  if (month) addMonth(row, input, echo, month, put);
}

function addMonth(row, input, echo, address, put) {
  const button = document.createElement("button"), panel = document.createElement("div");
  Object.assign(button, { type: "button", className: "picker", innerHTML: CALENDAR, title: row.dataset.words });
  button.setAttribute("aria-label", row.dataset.words);
  button.setAttribute("aria-expanded", "false");
  Object.assign(panel, { className: "month-panel", hidden: true, id: `${input.id}-m` });
  button.setAttribute("aria-controls", panel.id);
  row.append(button);
  echo.after(panel);

  const days = () => [...panel.querySelectorAll("[data-set]")];
  function reach(day) {
    if (!day) return;
    for (const each of days()) each.tabIndex = each === day ? 0 : -1;
    day.focus();
  }
  async function show(facts, choose) {
    panel.innerHTML = await page(address, { day: input.value.trim(), ...facts });
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    reach(choose(days()));
  }
  function close() {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }
  const usual = all => all.find(day => day.ariaPressed === "true") || all.find(day => day.ariaCurrent === "date") || all[0];
  button.addEventListener("click", () => panel.hidden ? show({}, usual) : close());
  panel.addEventListener("click", async event => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    if (pressed.dataset.set) { close(); put(pressed.dataset.set); return; }
    const side = pressed.dataset.side;
    await show({ month: pressed.dataset.go }, usual);
    panel.querySelector(`[data-side=${side}]`)?.focus();
  });
  panel.addEventListener("keydown", event => {
    const all = days(), at = all.indexOf(document.activeElement), go = side => panel.querySelector(`[data-side=${side}]`)?.dataset.go;
    if (event.key === "Escape") { close(); button.focus(); }
    else if (at < 0) return;
    else if (event.key === "PageUp" || event.key === "PageDown") {
      const month = go(event.key === "PageUp" ? "before" : "after");
      if (month) show({ month }, next => next[Math.min(at, next.length - 1)]);
    } else if (event.key === "Home" || event.key === "End") reach(event.key === "Home" ? all[0] : all.at(-1));
    else if (event.key in STEPS) {
      const to = at + STEPS[event.key], month = go(to < 0 ? "before" : "after");
      if (all[to]) reach(all[to]);
      else if (month) show({ month }, next => to < 0 ? next.at(to) : next[to - all.length]);
    } else return;
    event.preventDefault();
  });
}

const beginIn = part => part.querySelectorAll("[data-typed]").forEach(begin);
beginIn(document);
// A part of a page that came later says so.
document.addEventListener("fields", event => beginIn(event.target));
