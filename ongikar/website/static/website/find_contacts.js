// Offers contacts while their name is typed. Without it the button searches.
for (const input of document.querySelectorAll("[data-find]")) {
  const list = document.getElementById(input.getAttribute("list"));
  let asked = 0;
  input.addEventListener("input", async () => {
    const mine = ++asked;
    await new Promise((done) => setTimeout(done, 200));
    if (mine !== asked || input.value.trim().length < 2) return;
    const answer = await fetch(`${input.dataset.find}?q=${encodeURIComponent(input.value)}`);
    if (!answer.ok || mine !== asked) return;
    const { contacts } = await answer.json();
    list.replaceChildren(...contacts.map((each) => new Option("", each.name)));
  });
}
