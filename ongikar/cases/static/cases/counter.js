// At the counter: the questions of a service stand below it as soon as it is chosen, and the papers as soon as they are
// said to be missing, so that one save is enough. Without this the page asks for them once it was sent.
const form = document.querySelector("form.counter"), BESIDE = ["questions", "asked-papers"];
let last = null;

async function ask() {
  last?.abort();
  const mine = last = new AbortController(), typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  typed.set("ask", "1");
  form.classList.add("is-asking");
  // No line, or signed out meanwhile: what stands there stays, and saving asks as it does without a script.
  const answer = await fetch(location.href, { method: "POST", body: typed, signal: mine.signal }).catch(() => null);
  const words = answer?.ok ? await answer.text().catch(() => "") : "";
  if (mine !== last) return;
  form.classList.remove("is-asking");
  const page = new DOMParser().parseFromString(words, "text/html");
  for (const name of BESIDE) {
    const anew = page.getElementById(name), old = document.getElementById(name);
    if (!anew || old.contains(document.activeElement)) continue;
    old.replaceWith(anew);
    anew.dispatchEvent(new Event("fields", { bubbles: true }));
  }
}

form?.addEventListener("change", event => {
  if (["service", "outcome"].includes(event.target.name)) ask();
});
