// Stands at the head of boot.js.
"use strict";

(() => {
  // What the page uses and can do without. A browser that lacks one, or forbids it (one that takes no cookies throws at the
  // mere look at storage), gets what stands here in its place; nobody else has to ask.
  const forgetful = () => {
    const kept = new Map();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, String(value)),
      removeItem: (key) => kept.delete(key), clear: () => kept.clear(), key: (i) => [...kept.keys()][i] ?? null,
      get length() { return kept.size; } };
  };
  class OnceObserver { // tells the size at the beginning, and when the window's changes
    constructor(told) { this.told = told; }
    observe(target) {
      const tell = () => this.told([{ target, contentRect: target.getBoundingClientRect() }], this);
      setTimeout(tell);
      addEventListener("resize", tell);
    }
    unobserve() {}
    disconnect() {}
  }
  const isoDay = function () { return this.toISOString().slice(0, 10); };
  const optional = [ // where, what, in its place
    [globalThis, "localStorage", forgetful, (store) => store.getItem("")], // choices last as long as the page
    [globalThis, "sessionStorage", forgetful, (store) => store.getItem("")],
    [globalThis, "caches", () => undefined], // no visit without a network
    [navigator, "serviceWorker", () => undefined], // likewise
    [navigator, "locks", () => undefined], // a worker that ended without a word is noticed by its long silence
    [navigator, "clipboard", () => undefined], // nothing is copied for the user
    [globalThis, "navigation", () => undefined], // the policy alone keeps the page where it is
    [globalThis, "trustedTypes", () => undefined], // no script is ever made from text anyway
    [globalThis, "matchMedia", () => () => ({ matches: false, addEventListener() {}, removeEventListener() {} })], // the plain layout
    [globalThis, "ResizeObserver", () => OnceObserver],
    [globalThis, "PerformanceObserver", () => undefined], // requests after the lock are refused all the same, but not counted
    [globalThis, "print", () => () => {}], // nothing is printed
    [globalThis.crypto ?? {}, "subtle", () => undefined], // parts go unchecked, as over plain http, and no visit without a network
    [Date.prototype, "toLocaleDateString", () => isoDay],
  ];
  // What a browser may hand out and then not let work is tried when it is wanted: the first look at a store takes long.
  const late = (owner, name, get, without, works) => {
    let thing;
    const open = () => {
      try {
        thing = get.call(owner);
        works(thing);
      } catch {
        thing = without();
      }
      return thing;
    };
    Object.defineProperty(owner, name, { get: () => thing ?? open(), configurable: true });
  };
  for (const [owner, name, without, works] of optional) {
    try {
      const get = works && Object.getOwnPropertyDescriptor(owner, name)?.get;
      if (get) {
        late(owner, name, get, without, works);
        continue;
      }
      if (owner[name] !== undefined) {
        works?.(owner[name]);
        continue;
      }
    } catch { /* as if it were not there */ }
    const instead = without();
    if (instead === undefined && !(name in owner)) continue; // it is not there already
    try {
      Object.defineProperty(owner, name, { value: instead, configurable: true, writable: true });
    } catch (error) {
      console.info("cannot do without", name, error);
    }
  }
  // Whether a browser can name a month is tried when one is to be named: the first takes it a tenth of a second on a slow machine.
  const said = Date.prototype.toLocaleDateString;
  Date.prototype.toLocaleDateString = function (...how) {
    try {
      return said.apply(this, how);
    } catch {
      return isoDay.call(this);
    }
  };
})();
