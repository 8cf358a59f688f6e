/* What is changed so far, beside the button. Nothing needs it: the page says it when it is asked to. */
(() => {
  for (const form of document.querySelectorAll("form[data-settings]")) {
    const line = form.querySelector("[data-changed]");
    if (!line) continue;
    const labelOf = (field) => {
      const set = field.type === "radio" && field.closest("fieldset");
      const label = set ? set.querySelector("legend") : field.labels && field.labels[0];
      return label ? label.firstChild.textContent.trim() : "";
    };
    const isChanged = (field) => {
      if (field.type === "file") return field.files.length > 0;
      if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
      if (field.tagName === "SELECT") return [...field.options].some((each) => each.selected !== each.defaultSelected);
      return field.value !== field.defaultValue;
    };
    const say = () => {
      const fields = [...form.elements].filter((each) => each.type !== "hidden" && !each.closest(".when"));
      const labels = [...new Set(fields.filter(isChanged).map(labelOf).filter(Boolean))];
      line.textContent = labels.length ? `${line.dataset.some} ${labels.join(", ")}` : line.dataset.none;
    };
    form.addEventListener("input", say);
    form.addEventListener("change", say);
    say();
  }
})();
