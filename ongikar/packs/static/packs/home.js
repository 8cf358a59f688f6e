"use strict";
// What was taken along on this phone, out of the phone's own store: no address of a pack is ever told by the office here.
(() => {
const find = what => document.querySelector(what), box = find("[data-packs]"), bangla = document.documentElement.lang === "bn";
const day = until => new Date(until * 1000).toLocaleDateString(bangla ? "bn-BD" : "en-GB", { dateStyle: "long" });

function read() {
  return new Promise(done => {
    const asked = indexedDB.open("field", 1);
    // Nothing was ever taken along: no store is left behind.
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => done({ taken: [], left: [] });
    asked.onsuccess = () => {
      const step = asked.result.transaction(["queue", "said"]);
      const left = step.objectStore("queue").getAll(), said = step.objectStore("said").getAll();
      step.oncomplete = () => done({ taken: said.result.filter(each => each.url), left: left.result });
    };
  });
}
async function show() {
  const { taken, left } = await read();
  find("#none").hidden = taken.length > 0;
  find("#packs").replaceChildren(...taken.map(each => {
    const line = find("#taken").content.cloneNode(true).firstElementChild, link = line.querySelector("a");
    const waiting = left.filter(one => one.pack === each.pack).length;
    link.href = each.url;
    link.textContent = each.title || each.url;
    line.querySelector("span").textContent = day(each.until) + (waiting ? " · " + waiting.toLocaleString(bangla ? "bn-BD" : "en") : "");
    return line;
  }));
}
async function keep() {
  await navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.scope });
  await navigator.serviceWorker.ready;
  const kept = await caches.open("field");
  for (const each of [location.href, ...performance.getEntriesByType("resource").map(one => one.name)])
    if (new URL(each).pathname.startsWith("/static/") || each === location.href)
      if (!await kept.match(each, { ignoreVary: true })) await kept.add(each);
}
show();
if (isSecureContext && navigator.serviceWorker) keep().catch(() => 0);
})();
