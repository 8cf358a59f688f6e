"use strict";
// The checklist of an inspection on a phone; the store and the sending are those of every pack (packs/pack.js).
(() => {
// ---- what is on the page ----
const boxes = all("[data-item]"), boxOf = Object.fromEntries(boxes.map(box => [box.dataset.item, box]));
const fields = box => all("[name^=v-]", box);
const noteOf = box => find("textarea", box);
function valueOf(box) {
  return fields(box).filter(each => !/radio|checkbox/.test(each.type) || each.checked).map(each => each.value.trim()).join(" ");
}
function setValue(box, value, note) {
  for (const each of fields(box)) {
    if (each.type === "radio") each.checked = each.value === value;
    else if (each.type === "checkbox") each.checked = value.split(" ").includes(each.value);
    else each.value = value;
  }
  noteOf(box).value = note;
}
function judge() {
  for (const box of boxes) if (box.dataset.if) box.hidden = valueOf(boxOf[box.dataset.if]) !== box.dataset.is;
}
// What is asked where an item fails stands on the page once: sixty times over it would be half of it.
for (const box of boxes) {
  const { item, note, task, wants, device } = box.dataset, why = find("#why").content.cloneNode(true).firstElementChild;
  find("textarea", why).value = note || "";
  find(".pick span", why).hidden = wants === undefined;
  find("ul", why).dataset.photos = item;
  if (device) find(".pick", why).remove();
  if (task) why.prepend(find(".fault", box).content.cloneNode(true));
  if (task) why.append(find("#task-" + task).content.cloneNode(true));
  find("fieldset", box).append(why);
}
const parts = all("[data-part]");
let at = Math.min(+sessionStorage.getItem("part " + pack) || 0, parts.length - 1);
function turn(by) {
  at = Math.max(0, Math.min(at + by, parts.length - 1));
  sessionStorage.setItem("part " + pack, at);
  parts.forEach((part, place) => part.hidden = place !== at);
  find("[data-back]").hidden = !at;
  find("[data-on]").hidden = at >= parts.length - 1;
  count();
  if (by) { scrollTo(0, 0); find("h1", parts[at]).focus(); }
}
function count() {
  judge();
  const asked = boxes.filter(box => !box.hidden), done = asked.filter(valueOf).length;
  for (const each of all("[data-words]")) {
    const figures = { at: at + 1, of: parts.length, done, count: asked.length };
    each.textContent = each.dataset.words.replace(/\{(\w+)\}/g, (_, name) => number(figures[name]));
  }
  find("progress").value = done / (asked.length || 1);
}

// ---- saying ----
async function say(box) {
  const { item, device, seen } = box.dataset, key = pack + " " + item;
  const value = valueOf(box), note = noteOf(box).value.trim();
  const entry = { uuid: crypto.randomUUID(), pack, item, device: +device || 0, value, note, said_at: stamp(), over: [] };
  await within("readwrite", (queue, said) => {
    said.get(key).onsuccess = event => {
      const before = event.target.result || { key, pack, until, uuids: seen ? seen.split(" ") : [] };
      if (before.value === value && before.note === note) return;
      // What this phone said of it earlier stands no more, whichever of the two arrives first.
      entry.over = before.uuids.slice(-200);
      queue.put(entry);
      if (before.last) queue.delete(before.last);
      said.put({ ...before, value, note, last: entry.uuid, kept: "", uuids: [...entry.over, entry.uuid] });
    };
  });
  await show();
  send();
}
// ---- photos: where they were taken, if the phone knows in time ----
async function photo(box, file) {
  const uuid = crypto.randomUUID(), said_at = stamp(), blob = await smaller(file), sha256 = await digest(await blob.arrayBuffer());
  await within("readwrite", queue => queue.put({ uuid, pack, item: box.dataset.item, blob, sha256, said_at, hold: Date.now() + 12000 }));
  await show();
  const known = async place => {
    await within("readwrite", queue => {
      queue.get(uuid).onsuccess = ({ target: { result } }) => result && queue.put({ ...result, ...place, hold: 0 });
    });
    send();
  };
  if (!navigator.geolocation) return known({});
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude, accuracy } }) => known({ latitude, longitude, accuracy }),
    () => known({}), { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });
}

// ---- what is sent of it ----
async function post(each) {
  if (each.blob) {
    const body = new FormData();
    for (const name of ["uuid", "item", "sha256", "said_at", "latitude", "longitude", "accuracy"]) body.append(name, each[name] ?? "");
    body.append("sent_at", stamp());
    body.append("photo", each.blob, "photo.jpg");
    return { path: "photo/", body, sum: each.sha256 };
  }
  const { uuid, item, device, value, note, over, said_at } = each;
  return { path: "answer/", ...await sealed({ uuid, value, note, said_at, ...(device ? { device } : { item, over }) }) };
}
function kept(each, said, told) {
  if (!each.blob) told.get(pack + " " + each.item).onsuccess = ({ target: { result } }) =>
    result && result.last === each.uuid && told.put({ ...result, last: "", kept: said.kept });
}
function shown(photos) {
  count();
  for (const each of all("[data-photos]"))
    each.replaceChildren(...photos.filter(one => one.item === each.dataset.photos).map(one => line(one)));
}
const title = each => boxOf[each.item] ? find("legend", boxOf[each.item]).textContent : each.item;

// ---- beginning ----
async function restore() {
  for (const each of await within("readonly", (_, said) => said.getAll())) {
    const box = each.key.startsWith(pack + " ") && boxOf[each.key.slice(pack.length + 1)];
    // What reached the office before this page was made stands on it, or what somebody there made of it.
    if (box && !(each.kept && each.kept < made)) setValue(box, each.value, each.note);
  }
}
async function start() {
  await restore();
  turn(0);
  for (const box of boxes) {
    box.addEventListener("change", event => {
      if (event.target.type !== "file") return soon(box, 0);
      for (const file of event.target.files) photo(box, file).catch(broken);
      event.target.value = "";
    });
    box.addEventListener("input", event => event.target.type !== "file" && soon(box, 250));
  }
  find("[data-back]").onclick = () => turn(-1);
  find("[data-on]").onclick = () => turn(1);
}
begin({ say, post, kept, shown, title, start }).catch(broken);
})();
