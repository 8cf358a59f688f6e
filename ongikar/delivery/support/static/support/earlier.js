/* Earlier solutions while one types what was found. Without it the link below them searches. */
(() => {
  const form = document.querySelector("[data-earlier]");
  let asked = 0;
  form?.addEventListener("input", async ({ target }) => {
    if (!target.name?.endsWith("-found")) return;
    const mine = ++asked;
    await new Promise((done) => setTimeout(done, 400));
    if (mine !== asked || target.value.trim().length < 6) return;
    try {
      const answer = await fetch(`${form.dataset.earlier}?part=1&q=${encodeURIComponent(target.value.slice(0, 300))}`);
      if (!answer.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("earlier").replaceWith(page.getElementById("earlier"));
    } catch {
      /* Without an answer what stands there stays. */
    }
  });
})();
