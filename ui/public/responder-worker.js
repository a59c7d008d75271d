// Keeps the unit's page on its phone, so that it opens where there is no signal. Browsers allow this to rooms served over
// https (and on the machine itself) alone; elsewhere the page is what the browser has kept of it by itself.

const PAGE = "/responder.html";
const KEPT = "sigap-responder";
/** A phone without a signal finds out late: the page that is kept comes first after so long, ms. */
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => event.waitUntil(renew().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname === PAGE) event.respondWith(newest());
  else if (pathname.startsWith("/assets/")) event.respondWith(kept(event.request));
});

/** The page as the room has it now, with what it loads first; what an older one loaded goes. */
async function renew(signal) {
  const answer = await fetch(PAGE, { signal });
  if (!answer.ok) return answer;
  const cache = await caches.open(KEPT);
  const text = await answer.clone().text();
  if ((await (await cache.match(PAGE))?.text()) === text) return answer;
  const assets = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  // All of the new is there before any of the old goes.
  await cache.addAll(assets);
  await cache.put(PAGE, answer.clone());
  for (const request of await cache.keys()) {
    if (![PAGE, ...assets].includes(new URL(request.url).pathname)) await cache.delete(request);
  }
  return answer;
}

async function newest() {
  const known = await caches.match(PAGE, { cacheName: KEPT });
  try {
    return await renew(known ? AbortSignal.timeout(PATIENCE_MS) : undefined);
  } catch {
    return known ?? Response.error();
  }
}

/** Names of these change with their content. */
async function kept(request) {
  const cache = await caches.open(KEPT);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
