"use strict";
// Answers for the pages of packs while there is no line: the page itself, and the files it is made of. Of the desk nothing is ever kept.
const KEPT = "field";

addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil(clients.claim()));
addEventListener("fetch", event => {
  const { request } = event, isPage = request.mode === "navigate";
  if (request.method !== "GET" || !(isPage || new URL(request.url).pathname.startsWith("/static/"))) return;
  event.respondWith(isPage ? page(request) : file(request));
});

const known = request => caches.match(request, { cacheName: KEPT, ignoreVary: true });

async function keep(request, answer) {
  await (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}

// As it is now where there is a line, else as it was. One that was called back stays readable: what it holds can still be seen.
async function page(request) {
  const before = await known(request);
  try {
    const now = await fetch(request, before ? { signal: AbortSignal.timeout(8000) } : {});
    return now.ok ? await keep(request, now) : before || now;
  } catch {
    return before || Response.error();
  }
}

// The name of a file changes with what is in it.
async function file(request) {
  const before = await known(request);
  if (before) return before;
  const now = await fetch(request);
  return now.ok ? keep(request, now) : now;
}
