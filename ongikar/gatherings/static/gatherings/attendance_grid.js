/* The sheet of attendance by keyboard: arrows move, one key writes a sign and goes on to the next person, “*”
   fills the class, F2 writes inside a cell, Ctrl+Enter saves, and what was copied in Excel is pasted anywhere.
   Without it the cells are ordinary fields. */
(() => {
  const table = document.querySelector("table.fill");
  if (!table) return;
  const form = table.closest("form"), keys = JSON.parse(table.dataset.keys);
  const rows = [...table.tBodies[0].rows].filter((row) => !row.matches(".bad"));
  const cellOf = (row, column) => rows[row]?.cells[column]?.querySelector("input");
  const placeOf = (input) => {
    const cell = input.closest("td");
    return [rows.indexOf(cell.parentElement), cell.cellIndex];
  };
  const inputs = [...table.querySelectorAll("tbody input")];
  const columns = [...new Set(inputs.map((input) => placeOf(input)[1]))].sort((a, b) => a - b);
  let writing = null;

  // One stop of the tabulator for the whole sheet: from it one goes on to the buttons.
  const go = (input) => {
    if (!input) return;
    inputs.forEach((each) => { each.tabIndex = each === input ? 0 : -1; });
    if (document.activeElement !== input) input.focus();
    input.select();
  };
  const vertical = (input, step) => {
    let [row, column] = placeOf(input);
    for (row += step; row >= 0 && row < rows.length; row += step) {
      if (cellOf(row, column)) return cellOf(row, column);
    }
    return null;
  };
  const sideways = (input, step) => {
    const [row, column] = placeOf(input);
    for (let at = columns.indexOf(column) + step; at >= 0 && at < columns.length; at += step) {
      if (cellOf(row, columns[at])) return cellOf(row, columns[at]);
    }
    return null;
  };
  const topOf = (column) => rows.map((row, at) => cellOf(at, column)).find(Boolean);
  // Below the last person the next class begins.
  const onwards = (input) => {
    const next = columns[columns.indexOf(placeOf(input)[1]) + 1];
    return vertical(input, 1) || (next === undefined ? input : topOf(next));
  };
  const fillRest = (column, isPresent) => rows.forEach((row, at) => {
    const input = cellOf(at, column);
    if (!input) return;
    if (isPresent && !input.value.trim()) {
      input.value = table.dataset.present;
      input.dataset.rest = "yes";
    } else if (!isPresent && input.dataset.rest) {
      input.value = input.defaultValue;
      delete input.dataset.rest;
    }
  });
  const tickOf = (column) => table.tHead.rows[1].cells[column].querySelector("input");
  columns.forEach((column) => tickOf(column).addEventListener("change", (event) => fillRest(column, event.target.checked)));

  // A cell that is emptied again is not one of everybody else.
  const untick = (input) => {
    delete input.dataset.rest;
    if (!input.value.trim()) tickOf(placeOf(input)[1]).checked = false;
  };
  const putBack = (input) => {
    input.value = input.defaultValue;
    untick(input);
    go(input);
  };
  table.addEventListener("input", (event) => { if (inputs.includes(event.target)) untick(event.target); });
  table.addEventListener("focusin", (event) => {
    if (!inputs.includes(event.target)) return;
    writing = null;
    go(event.target);
  });
  table.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!inputs.includes(input) || event.isComposing || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=save]"));
      return;
    }
    const ends = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (ends) {
      event.preventDefault();
      go(vertical(input, ends) || input);
    } else if (event.key === "F2") {
      writing = input;
      input.setSelectionRange(input.value.length, input.value.length);
      event.preventDefault();
    } else if (event.key === "Escape") {
      writing = null;
      putBack(input);
    } else if (writing === input) {
      return;
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      go(sideways(input, event.key === "ArrowLeft" ? -1 : 1) || input);
    } else if (event.key === "Backspace" || event.key === "Delete") {
      event.preventDefault();
      putBack(input);
    } else if (event.key === "*") {
      event.preventDefault();
      const column = placeOf(input)[1], next = columns[columns.indexOf(column) + 1];
      tickOf(column).checked = true;
      fillRest(column, true);
      go(next === undefined ? input : topOf(next));
    } else if (keys[event.key.toLowerCase()]) {
      event.preventDefault();
      input.value = keys[event.key.toLowerCase()];
      delete input.dataset.rest;
      go(onwards(input));
    }
  });
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    form.elements.paste.value = text;
    form.requestSubmit(form.querySelector("button[value=paste]"));
  });

  form.querySelector(".by-keys").hidden = false;
  inputs.forEach((input, at) => { input.tabIndex = at ? -1 : 0; });
  const isAsked = document.querySelector(".errors, .paste-faults");
  if (!isAsked && matchMedia("(hover: hover)").matches) go(inputs.find((input) => !input.value) || inputs[0]);
})();
