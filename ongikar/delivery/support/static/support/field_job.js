"use strict";
// A job on a phone; the store and the sending are those of every pack (packs/pack.js). Each row is sent by itself as it is
// written; the signature is for the rows that stood on the page, by their numbers.
(() => {
const rows = all("tr[data-line]"), keyOf = row => pack + " " + row.dataset.line;
const field = (row, name) => find(`[name="${row.dataset.line}-${name}"]`, row);
const said = name => find(`[name=${name}]`)?.value.trim() ?? "";
const PARTS = [0, 1, 2].filter(place => find(`[name$=-part${place}]`));

function valueOf(row) {
  const chosen = find("[type=radio]:checked", row), text = name => field(row, name)?.value.trim() ?? "";
  return {
    device: row.dataset.device || text("chosen") || text("number"), found: text("found"), done: text("done"), result: chosen ? chosen.value : "",
    parts: PARTS.filter(place => text("part" + place)).map(place => [+text("part" + place), text("quantity" + place) || "1"]),
  };
}
function setValue(row, value) {
  for (const name of ["found", "done"]) field(row, name).value = value[name];
  for (const each of all("[type=radio]", row)) each.checked = each.value === value.result;
  for (const place of PARTS) {
    field(row, "part" + place).value = value.parts[place] ? value.parts[place][0] : "";
    field(row, "quantity" + place).value = value.parts[place] ? value.parts[place][1] : "";
  }
  const list = field(row, "chosen"), typed = field(row, "number");
  if (list) list.value = value.device;
  if (typed && !(list && list.value)) typed.value = value.device;
}
const isEmpty = value => !value.found && !value.done && !value.result && !value.parts.length;
const seen = row => field(row, "seen").value.split(" ").filter(Boolean);

async function say(row) {
  const key = keyOf(row), value = valueOf(row), words = JSON.stringify(value);
  const entry = { uuid: crypto.randomUUID(), pack, line: row.dataset.line, ...value, said_at: stamp(), over: [] };
  await within("readwrite", (queue, told) => {
    told.get(key).onsuccess = event => {
      const before = event.target.result || { key, pack, until, uuids: seen(row) };
      if (before.value ? before.value === words : isEmpty(value)) return;
      // What this phone wrote of it earlier stands no more, whichever of the two arrives first.
      entry.over = before.uuids.slice(-200);
      queue.put(entry);
      if (before.last) queue.delete(before.last);
      told.put({ ...before, value: words, last: entry.uuid, now: entry.uuid, kept: "", uuids: [...entry.over, entry.uuid] });
    };
  });
  await show();
  send();
}

// ---- the signature ----
function fault(name, where = "") {
  const box = find("#fault");
  box.textContent = find("#say-" + name).content.textContent.trim() + " " + where;
  box.hidden = false;
  box.scrollIntoView({ block: "center" });
}
async function finish() {
  find("#fault").hidden = true;
  for (const row of rows) await say(row);
  const lines = [];
  for (const row of rows) {
    const value = valueOf(row), known = await within("readonly", (_, told) => told.get(keyOf(row)));
    const keys = known?.now ? [known.now] : seen(row).slice(-1);
    if (!keys.length) continue;
    if (!value.found || !value.result || !value.done && value.result !== "fine") return fault("row", title(row.dataset));
    lines.push(...keys);
  }
  if (!lines.length) return fault("none");
  if (!said("name") || !said("post")) return fault("name");
  if (!said("strokes")) return fault("strokes");
  const words = Object.fromEntries(["way", "urgency", "effect", "name", "post", "strokes"].map(name => [name, said(name)]));
  const entry = { uuid: crypto.randomUUID(), pack, sheet: true, ...words, lines, said_at: stamp() };
  await within("readwrite", (queue, told) => {
    queue.put(entry);
    told.put({ key: pack + " sheet", pack, until, uuid: entry.uuid, kept: "" });
  });
  await shown();
  await show();
  send();
}

// ---- what is sent of it ----
async function post(each) {
  const { uuid, said_at } = each;
  if (each.sheet) {
    const { way, urgency, effect, name, post, strokes, lines } = each;
    return { path: "sheet/", ...await sealed({ uuid, said_at, way, urgency, effect, name, post, strokes, lines }) };
  }
  const { device, found, done, result, parts, over } = each;
  return { path: "line/", ...await sealed({ uuid, said_at, device, found, done, result, parts, over }) };
}
function kept(each, answer, told) {
  const key = pack + " " + (each.sheet ? "sheet" : each.line);
  told.get(key).onsuccess = ({ target: { result } }) =>
    result && (result.last || result.uuid) === each.uuid && told.put({ ...result, last: "", kept: answer.kept });
}
// Signed it is written no more, until the office has said that it does not take it.
async function shown() {
  const sheet = await within("readonly", (_, told) => told.get(pack + " sheet"));
  const waits = sheet && (await own()).find(each => each.uuid === sheet.uuid);
  const isSigned = !!sheet && (!!sheet.kept || !!waits && !waits.fault);
  find("#done").hidden = !isSigned;
  for (const each of all("input, select, button", find("#job"))) each.disabled = isSigned || isOver();
}
function title({ line, sheet }) {
  const row = rows.find(each => each.dataset.line === line);
  return sheet || !row ? find("[data-finish]").textContent.trim() : row.dataset.title + (row.dataset.device ? "" : " " + valueOf(row).device);
}

// ---- beginning ----
async function start() {
  for (const each of await within("readonly", (_, told) => told.getAll())) {
    const row = each.value && rows.find(one => keyOf(one) === each.key);
    // What reached the office before this page was made stands on it, or what somebody there made of it.
    if (row && !(each.kept && each.kept < made)) setValue(row, JSON.parse(each.value));
  }
  for (const row of rows) for (const kind of ["input", "change"])
    row.addEventListener(kind, () => soon(row, kind === "input" ? 400 : 0));
  find("[data-finish]").onclick = () => finish().catch(broken);
  find("#job").onsubmit = event => event.preventDefault();
}
begin({ say, post, kept, shown, title, start }).catch(broken);
})();
