"use strict";
// Applications taken at a digital centre without a line; the store and the sending are those of every pack (packs/pack.js).
// One application is one entry with all its pictures: it is sent whole, or stays. Its slip is drawn in the same step of the
// store in which it is kept, so that no number is given twice.
(() => {
const form = find("#intake"), slips = JSON.parse(find("#slips").dataset.slips);
const words = (name, ...also) => Object.entries(Object.assign({}, ...also)).reduce(
  (said, [key, value]) => said.replace(`{${key}}`, value), find("#say-" + name).content.textContent.trim());
const A_DAY = 864e5, SCARCE = .1;
let picked = {}, editing = null, drawn = "";

// ---- what stands in the form ----
const service = () => find("[name=service]", form).value;
const part = () => all("[data-service]", form).find(each => each.dataset.service === service());
const parts = () => [find("#person"), part(), find("#consent")].filter(Boolean);
const controls = () => parts().flatMap(each => all("input, select, textarea", each)).filter(each => each.name);
const fileKey = input => (input.name === "signed_slip" ? "" : service()) + " " + input.name;

function turn() {
  for (const each of all("[data-service]", form)) each.hidden = each !== part();
  find("#consent").hidden = !part();
}
function gather() {
  const fields = [], files = {};
  for (const each of controls()) {
    if (each.type === "file") { if (picked[fileKey(each)]) files[each.name] = picked[fileKey(each)]; }
    else if (!/radio|checkbox/.test(each.type) || each.checked) fields.push([each.name, each.value]);
  }
  return { service: service(), fields, files };
}
function fill({ fields, files }) {
  form.reset();
  picked = {};
  find("[name=service]", form).value = (fields.find(([name]) => name === "service") || ["", ""])[1];
  turn();
  for (const each of controls()) {
    const said = fields.filter(([name]) => name === each.name).map(([, value]) => value);
    if (each.type === "file") { if (files[each.name]) picked[fileKey(each)] = files[each.name]; }
    else if (/radio|checkbox/.test(each.type)) each.checked = said.includes(each.value);
    else if (said.length) each.value = said[0];
  }
  tellPicked();
}
function tellPicked() {
  for (const input of all("input[type=file]", form)) {
    const known = picked[fileKey(input)], said = input.nextElementSibling?.matches("[data-picked]") ? input.nextElementSibling : null;
    if (said) said.remove();
    if (!known) continue;
    const told = document.createElement("p");
    told.className = "small";
    told.dataset.picked = "";
    told.textContent = words("picked", { name: known.name });
    input.after(told);
  }
}

// ---- what is typed is kept as it is typed ----
const draftKey = pack + " draft";
async function say() {
  await within("readwrite", (_, told) => told.put({ key: draftKey, pack, until, editing, ...gather() }));
}
async function restore() {
  const draft = await within("readonly", (_, told) => told.get(draftKey));
  if (!draft) return turn();
  editing = draft.editing;
  fill(draft);
}
async function clear() {
  editing = null;
  await within("readwrite", (_, told) => told.delete(draftKey));
  fill({ fields: [], files: {} });
}
async function pick(input) {
  const [file] = input.files;
  if (!file) return;
  const blob = /^image\//.test(file.type) ? await smaller(file) : file;
  picked[fileKey(input)] = { blob, name: file.name, sha256: await digest(await blob.arrayBuffer()) };
  tellPicked();
  await say();
}

// ---- keeping one ----
function faultOf() {
  const mobile = find("[name=mobile]", form).value.replace(/[০-৯]/g, digit => "০১২৩৪৫৬৭৮৯".indexOf(digit)).replace(/[\s-]/g, "");
  if (!/^(\+?88)?01[3-9]\d{8}$/.test(mobile)) return [find("[name=mobile]", form), words("mobile")];
  for (const box of parts().flatMap(each => all("[data-needed], [data-needed-here]", each))) {
    const inputs = all("input, select, textarea", box).filter(each => each.name);
    const isSaid = each => each.type === "file" ? picked[fileKey(each)] : /radio|checkbox/.test(each.type) ? each.checked : each.value.trim();
    if (!inputs.length || inputs.some(isSaid)) continue;
    return [inputs[0], words("needed") + " " + find("legend, label", box).textContent.trim()];
  }
  const institution = find("[name=institution]", form);
  if (part()?.dataset.institution !== undefined && !institution.value.trim())
    return [institution, words("needed") + " " + find(`label[for=${institution.id}]`).textContent.trim()];
  return null;
}
function complain(where, what) {
  const box = find("#fault");
  box.textContent = what;
  box.hidden = false;
  where?.focus();
}
async function keep() {
  find("#fault").hidden = true;
  const fault = faultOf();
  if (fault) return complain(...fault);
  const said = gather(), value = name => (said.fields.find(([known]) => known === name) || ["", ""])[1].trim();
  const entry = {
    said_at: stamp(), ...editing, uuid: editing?.uuid || crypto.randomUUID(), pack, ...said, title: part().dataset.title,
    name: value("name"), mobile: value("mobile"), hold: said.files.signed_slip ? 0 : Infinity, code: "", code_key: "",
  };
  await within("readwrite", (queue, told) => {
    told.get(pack + " slips").onsuccess = ({ target: { result } }) => {
      const used = result?.used || [];
      entry.slip = entry.slip || slips.find(number => !used.includes(number));
      if (!entry.slip) return;
      told.put({ key: pack + " slips", pack, until, used: [...used, entry.slip] });
      told.delete(draftKey);
      queue.put(entry);
    };
  });
  if (!entry.slip) return complain(null, words("none-left"));
  editing = null;
  fill({ fields: [], files: {} });
  showSlip(entry);
  await show();
  send();
}
function showSlip(entry) {
  const box = find("#counter-slip"), tell = (name, what) => { find(`[data-slip=${name}]`, box).textContent = what; };
  tell("number", inFigures(entry.slip));
  tell("service", entry.title);
  tell("name", entry.name);
  tell("moment", momentOf(entry.said_at));
  box.hidden = false;
  box.scrollIntoView({ block: "start" });
}
const inFigures = text => bangla ? text.replace(/\d/g, digit => "০১২৩৪৫৬৭৮৯"[digit]) : text;
const momentOf = iso => new Date(iso).toLocaleString(bangla ? "bn-BD" : "en-GB", { dateStyle: "long", timeStyle: "short", hour12: false });

// ---- the list ----
async function list() {
  const left = await own(), sent = (await within("readonly", (_, told) => told.getAll())).filter(each => each.key.startsWith(pack + " sent "));
  find("#list").hidden = !left.length && !sent.length;
  find("#old").hidden = !left.some(each => Date.now() - Date.parse(each.said_at) > A_DAY);
  // An answer that is being typed is not taken away.
  if (find("#waiting").contains(document.activeElement) && document.activeElement.value) return;
  // Nor is a button under a finger, where nothing has changed.
  const now = JSON.stringify([left.map(({ uuid, name, fault, hold, code_key }) => [uuid, name, fault, hold === Infinity, code_key]), sent.map(each => each.key)]);
  if (now === drawn) return;
  drawn = now;
  find("#waiting").replaceChildren(...left.map(lineOf), ...sent.map(sentLine));
}
function lineOf(each) {
  const made = find("#one").content.cloneNode(true).firstElementChild, wants = !each.files.signed_slip;
  find("[data-of=title]", made).textContent = each.name + ", " + each.title;
  find("[data-of=slip]", made).textContent = inFigures(each.slip) + " · " + momentOf(each.said_at);
  const state = find("[data-of=state]", made);
  state.textContent = each.fault || (each.hold === Infinity ? each.code_key ? words("code") + (each.shown ? " " + inFigures(each.shown) : "") : words("consent") : words("waits"));
  if (each.fault) state.classList.add("late-text");
  find("[data-do=ask]", made).hidden = !wants;
  find("[data-code]", made).hidden = !wants || !each.code_key;
  find("[data-do=open]", made).onclick = () => open(each).catch(broken);
  find("[data-do=save]", made).onclick = () => save(each).catch(broken);
  find("[data-do=ask]", made).onclick = () => ask(each, state).catch(broken);
  find("[data-do=enter]", made).onclick = () => enter(each, find("[data-code] input", made).value).catch(broken);
  return made;
}
function sentLine(each) {
  const made = find("#one").content.cloneNode(true).firstElementChild;
  find("[data-of=title]", made).textContent = each.name + ", " + each.title;
  find("[data-of=slip]", made).textContent = inFigures(each.slip);
  find("[data-of=state]", made).textContent = words("sent", { number: inFigures(each.number) });
  find(".acts", made).remove();
  return made;
}
async function change(each, to) {
  await within("readwrite", queue => {
    queue.get(each.uuid).onsuccess = ({ target: { result } }) => result && queue.put({ ...result, ...to });
  });
  document.activeElement?.blur();
  await show();
}
async function open(each) {
  editing = { uuid: each.uuid, slip: each.slip, said_at: each.said_at };
  fill(each);
  await say();
  form.scrollIntoView({ block: "start" });
}

// ---- the citizen's yes by a code, once there is a line ----
async function ask(each, state) {
  let answer;
  try {
    answer = await fetch(page.dataset.root + "code/", { method: "POST", body: JSON.stringify({ mobile: each.mobile }), signal: AbortSignal.timeout(30000) });
    answer = await answer.json();
  } catch {
    state.textContent = words("line");
    return;
  }
  if (!answer.code_key) { state.textContent = answer.fault; return; }
  await change(each, { code_key: answer.code_key, shown: answer.shown, code: "", fault: "", hold: Infinity });
}
async function enter(each, typed) {
  const code = typed.replace(/[০-৯]/g, digit => "০১২৩৪৫৬৭৮৯".indexOf(digit)).replace(/\s/g, "");
  if (!code) return;
  await change(each, { code, fault: "", hold: 0 });
  await send(true);
}

// ---- a file for when the phone may not keep it ----
const asText = blob => new Promise((done, fail) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = () => fail(reader.error);
  reader.readAsDataURL(blob);
});
async function save(each) {
  const files = {};
  for (const [name, { blob, ...known }] of Object.entries(each.files)) files[name] = { ...known, type: blob.type, data: (await asText(blob)).split(",")[1] };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ ongikar: "intake", entry: { ...each, files } })], { type: "application/json" }));
  link.download = `${each.slip}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
async function takeIn(file) {
  const fault = find("#file-fault");
  fault.hidden = true;
  try {
    const { ongikar, entry } = JSON.parse(await file.text());
    if (ongikar !== "intake" || !/^[0-9a-f-]{36}$/.test(entry.uuid) || !Array.isArray(entry.fields) || !entry.slip) throw new Error("another file");
    const files = {};
    for (const [name, { data, type, ...known }] of Object.entries(entry.files)) {
      const blob = new Blob([Uint8Array.from(atob(data), letter => letter.charCodeAt(0))], { type });
      if (await digest(await blob.arrayBuffer()) !== known.sha256) throw new Error("half of a file");
      files[name] = { ...known, blob };
    }
    await within("readwrite", queue => {
      queue.get(entry.uuid).onsuccess = ({ target: { result } }) =>
        result || queue.put({ ...entry, files, pack, fault: "", hold: files.signed_slip ? 0 : Infinity });
    });
  } catch {
    fault.textContent = words("not-ours");
    fault.hidden = false;
    return;
  }
  await show();
  send();
}

// ---- what is sent of it ----
async function post(each) {
  const { uuid, said_at, slip, fields, code, code_key } = each;
  const files = Object.fromEntries(Object.entries(each.files).map(([name, known]) => [name, known.sha256]));
  const { body: said, sum } = await sealed({ uuid, said_at, slip, fields, files, code: code || "", code_key: code_key || "" });
  const body = new FormData();
  body.append("said", said);
  for (const [name, known] of Object.entries(each.files)) body.append(name, known.blob, known.name || "picture.jpg");
  return { path: "file/", body, sum };
}
function kept({ uuid, name, title, slip }, answer, told) {
  told.put({ key: pack + " sent " + uuid, pack, until, number: answer.number, name, title, slip });
}
const shown = () => { list().catch(broken); };
const title = each => each.name + ", " + each.title;

// ---- how much room there is ----
async function room() {
  const estimate = await navigator.storage?.estimate?.();
  if (!estimate?.quota) return;
  const free = estimate.quota - estimate.usage, mb = bytes => number(Math.round(bytes / 1e6)), box = find("[data-space]");
  box.textContent = box.dataset.space.replace("{used}", mb(estimate.usage)).replace("{free}", mb(free));
  find("#scarce").hidden = free / estimate.quota >= SCARCE;
  const persists = await navigator.storage.persist?.();
  for (const each of all("[data-persists]")) each.hidden = (each.dataset.persists === "yes") !== !!persists;
}

async function start() {
  await restore();
  form.addEventListener("input", event => event.target.type !== "file" && soon(form, 250));
  form.addEventListener("change", event => {
    if (event.target.name === "service") { turn(); tellPicked(); }
    if (event.target.type === "file") pick(event.target).catch(broken);
    else soon(form, 0);
  });
  form.onsubmit = event => { event.preventDefault(); keep().catch(broken); };
  find("[data-keep]").onclick = () => keep().catch(broken);
  find("[data-clear]").onclick = () => clear().catch(broken);
  find("[data-print]").onclick = () => print();
  find("#saved-file").onchange = event => { const [file] = event.target.files; event.target.value = ""; if (file) takeIn(file); };
  room().catch(() => 0);
}
begin({ say, post, kept, shown, title, start }).catch(broken);
})();
