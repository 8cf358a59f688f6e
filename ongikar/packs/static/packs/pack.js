"use strict";
// Work on a phone without a line. What is written is in the phone's own store before anything else happens, and leaves it
// only when the office has answered with the hash of it. Each sending has a number of its own, so it may be sent twice.
// The page that uses it says: what is sent (`post`), what is kept of it (`kept`), how a line of the list is called (`title`),
// what else is shown (`shown`), and how it begins (`restore`, `start`).
const find = (what, where = document) => where.querySelector(what);
const all = (what, where = document) => [...where.querySelectorAll(what)];
const page = find("[data-pack]"), { pack, until, made } = page.dataset, bangla = document.documentElement.lang === "bn";
const number = n => n.toLocaleString(bangla ? "bn-BD" : "en", { useGrouping: false });
const state = { line: navigator.onLine, why: "", behind: 0, ready: false, full: false, note: "" };
// By how much this phone's clock was ahead when the page came fresh from the office: its days are not over before their time.
let ahead = 0;
const isOver = () => Date.now() - ahead >= +until * 1000;
const stamp = () => new Date().toISOString();
let on;

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
// In the order in which it was written; a signature after what it is for, whatever the phone's clock says.
const own = async () => (await everything()).filter(each => each.pack === pack)
  .sort((a, b) => !!a.sheet - !!b.sheet || (a.said_at < b.said_at ? -1 : 1));

const waiting = new Map();
function soon(box, wait) {
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => { waiting.delete(box); on.say(box).catch(broken); }, wait));
}
const broken = fault => { state.full = true; show(); console.error(fault); };
async function digest(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map(n => n.toString(16).padStart(2, "0")).join("");
}
// A picture drawn anew at 1600 points, the right way up.
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
async function sealed(said) {
  const body = JSON.stringify({ ...said, sent_at: stamp() });
  return { body, sum: await digest(new TextEncoder().encode(body)) };
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
  const { path, body, sum } = await on.post(each);
  const answer = await fetch(page.dataset.root + path, { method: "POST", body, signal: AbortSignal.timeout(60000) });
  const said = await answer.json(); // What is no JSON came from somebody on the way: as if there were no line.
  if (answer.ok && said.sha256 === sum) {
    state.behind = said.behind;
    if (said.note) state.note = said.note;
    await within("readwrite", (queue, told) => { queue.delete(each.uuid); on.kept(each, said, told); });
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
  const now = {
    offline: !state.line, online: state.line, full: state.full, ready: state.ready, why: state.why, over: isOver() && !state.why,
    left: left.length, none: !left.length && state.ready, behind: Math.abs(state.behind) > 180, refused: left.some(each => each.fault), note: !!state.note,
  };
  for (const each of all("[data-when]")) each.hidden = !each.dataset.when.split(" ").every(name => now[name]);
  for (const each of all("[data-left]"))
    each.textContent = number({ answers: left.length - photos.length, photos: photos.length, minutes: Math.round(Math.abs(state.behind) / 60) }[each.dataset.left]);
  find("#left").replaceChildren(...left.map(line));
  for (const each of all("[data-note]")) each.textContent = state.note;
  for (const each of all("fieldset")) each.disabled = isOver();
  on.shown(photos);
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
  const made = find("#line").content.cloneNode(true).firstElementChild;
  find("b", made).textContent = on.title(each);
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
async function forget() {
  const left = new Set((await everything()).map(each => each.pack));
  // Never what stands open here: the numbers of slips that were handed out are among it, whatever day the phone thinks it is.
  const over = (await within("readonly", (_, said) => said.getAll()))
    .filter(each => each.until * 1000 < Date.now() - ahead && each.pack !== pack && !left.has(each.pack));
  await within("readwrite", (_, said) => { for (const each of over) said.delete(each.key); });
  const kept = await caches.open("field");
  for (const each of over) if (each.url) await kept.delete(each.url);
}
async function takeAlong() {
  await within("readwrite", (_, said) => said.put({ key: "page " + pack, pack, url: location.href, until, title: document.title, made, ahead }));
  await navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.scope });
  await navigator.serviceWorker.ready;
  const kept = await caches.open("field");
  const files = performance.getEntriesByType("resource").map(each => each.name).filter(name => new URL(name).pathname.startsWith("/static/"));
  if (!await kept.match(location.href, { ignoreVary: true }) && navigator.onLine) await kept.add(location.href);
  for (const each of new Set(files)) if (!await kept.match(each)) await kept.add(each);
  navigator.storage?.persist?.();
  state.ready = true;
}
async function begin(hooks) {
  on = hooks;
  if (!isSecureContext || !navigator.serviceWorker || !crypto.randomUUID) {
    find("#unsafe").hidden = false;
    return;
  }
  const known = await within("readonly", (_, said) => said.get("page " + pack));
  ahead = known?.made === made ? known.ahead : Date.now() - Date.parse(made);
  // Shown once what was being written stands there again: nothing is typed that this would then put something else over.
  await on.start().finally(() => { find("#field").hidden = false; });
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
