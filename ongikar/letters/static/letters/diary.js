/* The page of the diary, quicker: names of the book of addresses are offered while one types, and a file that would be refused is
   named before it is sent over a slow line. */
(() => {
  const field = document.querySelector("input[data-names]");
  const list = field && document.getElementById(field.getAttribute("list"));
  let asked = "", timer = 0;
  field?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = field.value.trim();
      if (typed.length < 2 || typed === asked) return;
      asked = typed;
      try {
        const answer = await fetch(`${field.dataset.names}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin" });
        if (!answer.ok || typed !== asked) return;
        const { contacts } = await answer.json();
        list.replaceChildren(...contacts.map(({ title }) => Object.assign(document.createElement("option"), { value: title })));
      } catch {
        /* Without an answer the field is typed in as without script. */
      }
    }, 250);
  });

  const files = document.querySelector("input[type=file][name=pages]");
  const told = document.querySelector("[data-too-large]");
  files?.addEventListener("change", () => {
    const large = [...files.files].filter((file) => file.size > Number(told.dataset.most));
    told.textContent = large.length ? `${large.map((file) => file.name).join(", ")}: ${told.dataset.tooLarge}` : "";
    if (large.length) files.value = "";
  });
})();
