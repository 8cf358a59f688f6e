"use strict";
// An inspection on a phone without a line. What is said is in the phone's own store before anything else happens, and leaves it
// only when the office has answered with the hash of it. Each sending has a number of its own, so it may be sent twice.
(() => {
const find = (what, where = document) => where.querySelector(what);
const all = (what, where = document) => [...where.querySelectorAll(what)];
const page = find("[data-pack]"), { pack, until, made } = page.dataset, bangla = document.documentElement.lang === "bn";
const number = n => n.toLocaleString(bangla ? "bn-BD" : "en", { useGrouping: false });
const state = { line: navigator.onLine, why: "", behind: 0, ready: false, full: false };
const isOver = () => Date.now() >= +until * 1000;

// ---- the store ----
const opened = new Promise((done, fail) => {
  const asked = indexedDB.open("field", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("queue", { keyPath: "uuid" });
    asked.result.createObjectStore("said", { keyPath: "key" });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});
// "strict": written to the disk, also where the tab is killed the next moment.
async function within(mode, work) {
  const step = (await opened).transaction(["queue", "said"], mode, { durability: "strict" });
  const asked = work(step.objectStore("queue"), step.objectStore("said"));
  return new Promise((done, fail) => {
    step.oncomplete = () => done(asked && asked.result);
    step.onerror = step.onabort = () => fail(step.error);
  });
}
const everything = () => within("readonly", queue => queue.getAll());
const own = async () => (await everything()).filter(each => each.pack === pack).sort((a, b) => a.said_at < b.said_at ? -1 : 1);

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
const stamp = () => new Date().toISOString();
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
const waiting = new Map();
function soon(box, wait) {
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => { waiting.delete(box); say(box).catch(broken); }, wait));
}
const broken = fault => { state.full = true; show(); console.error(fault); };

// ---- photos: drawn anew at 1600 points, the right way up; then where they were taken, if the phone knows in time ----
async function smaller(file) {
  try {
    const drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
    const by = Math.min(1, 1600 / Math.max(drawn.width, drawn.height)), canvas = document.createElement("canvas");
    canvas.width = drawn.width * by; canvas.height = drawn.height * by;
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    return await new Promise(done => canvas.toBlob(made => done(made || file), "image/jpeg", .8));
  } catch {
    return file; // No picture that this browser reads: the office says so, and it stays in the list.
  }
}
async function digest(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map(n => n.toString(16).padStart(2, "0")).join("");
}
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

// ---- sending, one by one ----
let busy = false, later;
async function send(again) {
  if (busy) return;
  busy = true;
  clearTimeout(later);
  try {
    for (const each of await own()) {
      if (each.fault && !again || each.hold > Date.now()) continue;
      await sendOne(each);
      if (state.why) break;
    }
    if (navigator.onLine) state.line = true;
  } catch {
    state.line = false;
  }
  busy = false;
  const left = (await show()).filter(each => !each.fault);
  if (left.length && !state.why) later = setTimeout(send, state.line ? 5000 : 20000);
}
async function sendOne(each) {
  let body, path = "answer/", sum = each.sha256;
  if (each.blob) {
    path = "photo/";
    body = new FormData();
    for (const name of ["uuid", "item", "sha256", "said_at", "latitude", "longitude", "accuracy"]) body.append(name, each[name] ?? "");
    body.append("sent_at", stamp());
    body.append("photo", each.blob, "photo.jpg");
  } else {
    const { uuid, item, device, value, note, over, said_at } = each;
    body = JSON.stringify({ uuid, value, note, said_at, sent_at: stamp(), ...(device ? { device } : { item, over }) });
    sum = await digest(new TextEncoder().encode(body));
  }
  const answer = await fetch(page.dataset.root + path, { method: "POST", body, signal: AbortSignal.timeout(60000) });
  const said = await answer.json(); // What is no JSON came from somebody on the way: as if there were no line.
  if (answer.ok && said.sha256 === sum) {
    state.behind = said.behind;
    await within("readwrite", (queue, told) => {
      queue.delete(each.uuid);
      if (!each.blob) told.get(pack + " " + each.item).onsuccess = ({ target: { result } }) =>
        result && result.last === each.uuid && told.put({ ...result, last: "", kept: said.kept });
    });
  } else if (said.why) {
    state.why = said.why;
    find("[data-when=why] span").textContent = said.fault;
  } else {
    if (answer.ok || !said.fault) throw new Error("another hash");
    await within("readwrite", queue => queue.put({ ...each, fault: said.fault }));
  }
  await show();
}

// ---- what is told ----
async function show() {
  const left = await own(), photos = left.filter(each => each.blob);
  count();
  const now = {
    offline: !state.line, online: state.line, full: state.full, ready: state.ready, why: state.why, over: isOver() && !state.why,
    left: left.length, none: !left.length && state.ready, behind: Math.abs(state.behind) > 180, refused: left.some(each => each.fault),
  };
  for (const each of all("[data-when]")) each.hidden = !each.dataset.when.split(" ").every(name => now[name]);
  for (const each of all("[data-left]"))
    each.textContent = number({ answers: left.length - photos.length, photos: photos.length, minutes: Math.round(Math.abs(state.behind) / 60) }[each.dataset.left]);
  find("#left").replaceChildren(...left.map(line));
  for (const each of all("[data-photos]"))
    each.replaceChildren(...photos.filter(one => one.item === each.dataset.photos).map(one => line(one)));
  for (const each of all("fieldset")) each.disabled = isOver();
  return left;
}
const pictures = new Map();
// The site's policy shows pictures of its own and those that stand in their address, no blob.
const pictured = blob => new Promise(done => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.readAsDataURL(blob);
});
function line(each) {
  const made = find("#line").content.cloneNode(true).firstElementChild, box = boxOf[each.item];
  find("b", made).textContent = box ? find("legend", box).textContent : each.item;
  find("time", made).textContent = new Date(each.said_at).toLocaleString(bangla ? "bn-BD" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
  find(".fault", made).textContent = each.fault || "";
  find("[data-drop]", made).hidden = !each.fault;
  find("[data-drop]", made).onclick = event => confirm(event.target.dataset.ask) && within("readwrite", queue => queue.delete(each.uuid)).then(show);
  const shown = find("img", made);
  if (each.blob) {
    if (!pictures.has(each.uuid)) pictures.set(each.uuid, pictured(each.blob));
    pictures.get(each.uuid).then(address => { shown.src = address; });
  } else shown.remove();
  return made;
}

// ---- beginning ----
async function restore() {
  for (const each of await within("readonly", (_, said) => said.getAll())) {
    const box = each.key.startsWith(pack + " ") && boxOf[each.key.slice(pack.length + 1)];
    // What reached the office before this page was made stands on it, or what somebody there made of it.
    if (box && !(each.kept && each.kept < made)) setValue(box, each.value, each.note);
  }
}
async function forget() {
  const left = new Set((await everything()).map(each => each.pack));
  const over = (await within("readonly", (_, said) => said.getAll())).filter(each => each.until * 1000 < Date.now() && !left.has(each.pack));
  await within("readwrite", (_, said) => { for (const each of over) said.delete(each.key); });
  const kept = await caches.open("field");
  for (const each of over) if (each.url) await kept.delete(each.url);
}
async function takeAlong() {
  await within("readwrite", (_, said) => said.put({ key: "page " + pack, pack, url: location.href, until }));
  await navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.scope });
  await navigator.serviceWorker.ready;
  const kept = await caches.open("field");
  const files = performance.getEntriesByType("resource").map(each => each.name).filter(name => new URL(name).pathname.startsWith("/static/"));
  if (!await kept.match(location.href, { ignoreVary: true }) && navigator.onLine) await kept.add(location.href);
  for (const each of new Set(files)) if (!await kept.match(each)) await kept.add(each);
  navigator.storage?.persist?.();
  state.ready = true;
}
async function begin() {
  if (!isSecureContext || !navigator.serviceWorker || !crypto.randomUUID) {
    find("#unsafe").hidden = false;
    return;
  }
  find("#field").hidden = false;
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
  find("[data-send]").onclick = () => { state.why = ""; send(true); };
  addEventListener("online", () => { state.line = true; send(); });
  addEventListener("offline", () => { state.line = false; show(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const box of waiting.keys()) soon(box, 0);
    else send();
  });
  await show();
  await forget().catch(() => 0);
  await takeAlong().catch(() => 0);
  await send();
}
begin().catch(broken);
})();
