/* What the office knows, while a question is typed. Without it the same answers are a page of their own. */
(() => {
  const place = document.getElementById("suggested");
  const field = place?.closest("form").elements[place.dataset.asksIn];
  let asked = 0;
  field?.addEventListener("input", async () => {
    const mine = ++asked;
    await new Promise((done) => setTimeout(done, 500));
    if (mine !== asked) return;
    const words = new URLSearchParams({ q: field.value.slice(0, 200), service: place.dataset.service });
    try {
      const answer = await fetch(`${place.dataset.suggested}?${words}`);
      if (!answer.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.body.childNodes);
    } catch {
      /* Without an answer what stands there stays. */
    }
  });
})();
