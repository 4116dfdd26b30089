// Answers from the cache of one version, so that the page opens without a network and never mixes versions. It only
// reads: the page itself fills the cache before it locks, from parts whose hashes it has checked, and this script is
// served with a policy under which it could load nothing. `build`, the version and its list of parts, is put in front
// of this text when the site is built.
"use strict";

const scope = new URL(registration.scope);
const cacheOf = (version) => `fenji ${scope.pathname} ${version}`;

// The parts of this version; the address of the site itself is that of its document.
const partOf = (address) => {
  const url = new URL(address);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return null;
  const path = url.pathname.slice(scope.pathname.length) || "index.html";
  return path === "parts.json" || Object.hasOwn(build.parts, path) ? path : null;
};

const cached = async (path) => {
  const cache = await caches.open(cacheOf(build.version));
  return cache.match(new URL(path, scope), { ignoreVary: true });
};

// A version is installed only when its cache is whole. The list goes in last.
const install = async () => {
  const missing = [];
  for (const path of ["parts.json", ...Object.keys(build.parts)]) {
    if (!await cached(path)) missing.push(path);
  }
  if (missing.length > 0) throw new Error(`version ${build.version} is not complete: ${missing}`);
};

// A version becomes active when no page of another one is open; then the others may go.
const forgetOthers = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(cacheOf("")) && name !== cacheOf(build.version)) await caches.delete(name);
  }
};

// Where the browser has dropped the cache but not this worker, the worker steps aside, and the network answers.
const answer = async (request, path) => {
  const response = await cached(path);
  if (response) return response;
  await registration.unregister();
  return request.mode === "navigate" ? Response.redirect(request.url) : Response.error();
};

self.oninstall = (event) => event.waitUntil(install());
self.onactivate = (event) => event.waitUntil(forgetOthers());

// What is no part of the page is refused, though the lock refuses it already: WebKit does not hold a preload to the policy of a
// page whose requests come by here. Going elsewhere is not this script's business. The page asks past the cache, by "no-store",
// when it looks for a new version.
self.onfetch = (event) => {
  const { request } = event;
  const path = request.method === "GET" ? partOf(request.url) : null;
  const asks = request.cache === "no-store" && new URL(request.url).origin === scope.origin;
  if (asks || path === null && request.mode === "navigate") return;
  // A first visit needs the program before boot.js runs; a page of the cache reads it there, and needs the list first.
  const first = path === "fenji.wasm" && new URL(request.url).search !== "";
  event.respondWith(path === null ? Response.error() : answer(request, first ? "parts.json" : path));
};
