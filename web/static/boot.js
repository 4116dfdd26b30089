// Boots the page in the one order in which nothing can leak: fetch everything, lock, and only then start a worker or
// read a file. What is opened before the lock would keep the policy it was born with, and a queued fetch would go out
// late; so every fetch is awaited to its last byte first. See "Airlock" in README.md.
"use strict";

(() => {
  const sampleNames = ["lianyungang-dental", "chongqing-course", "shaoxing-finance", "maoming-appraisal", "visits"];
  const lockPolicy = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src blob: data:; " +
    "base-uri 'none'; form-action 'none'";

  let unlock, refuse;
  const fenji = {
    early: [],
    samples: {},
    locked: new Promise((resolve, reject) => { [unlock, refuse] = [resolve, reject]; }),
    spawn: () => { throw new Error("the page is not locked yet"); },
  };
  fenji.locked.catch(() => {});
  globalThis.fenji = fenji;

  // A file dropped or picked before the page is live waits, unread; the page takes these listeners over.
  const keep = (event) => {
    event.preventDefault();
    if (event.type === "drop") fenji.early.push(...event.dataTransfer.files);
  };
  const pick = (event) => {
    if (event.target.id === "file") fenji.early.push(...event.target.files);
  };
  addEventListener("dragover", keep);
  addEventListener("drop", keep);
  addEventListener("change", pick);
  fenji.takeEarly = () => {
    removeEventListener("dragover", keep);
    removeEventListener("drop", keep);
    removeEventListener("change", pick);
    return fenji.early.splice(0);
  };

  const load = async (path) => {
    const response = await fetch(path, { credentials: "omit" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  const bytes = async (path) => (await load(path)).arrayBuffer();
  const text = async (path) => (await load(path)).text();
  const compile = async (path) => WebAssembly.compile(await bytes(path));

  const startPage = async (module) => {
    const go = new Go();
    const instance = await WebAssembly.instantiate(module, go.importObject);
    go.run(instance).then(() => stopped(new Error("the page's program ended")), stopped);
  };

  // Only the worker source that was fetched before the lock may ever become a script.
  const workerURL = (source) => {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    if (!globalThis.trustedTypes) return url;
    const policy = trustedTypes.createPolicy("app-urls", {
      createScriptURL: (wanted) => {
        if (wanted !== url) throw new TypeError("not a script of this page");
        return wanted;
      },
    });
    return policy.createScriptURL(url);
  };

  const guardNavigation = () => {
    if (!globalThis.navigation) return;
    navigation.addEventListener("navigate", (event) => {
      const stays = event.hashChange || event.destination.sameDocument || event.downloadRequest !== null;
      if (!stays && event.cancelable) event.preventDefault();
    });
  };

  const lock = () => {
    delete globalThis.RTCPeerConnection;
    delete globalThis.webkitRTCPeerConnection;
    const meta = document.createElement("meta");
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = lockPolicy;
    document.head.append(meta);
    if (!meta.isConnected || globalThis.RTCPeerConnection) throw new Error("the page could not lock itself");
  };

  // The last resort, when not even the page's own program runs: the text stands in the document, hidden until now.
  const stopped = (error) => {
    refuse(error);
    console.error(error);
    document.documentElement.dataset.state = "error";
    document.getElementById("boot-failed")?.removeAttribute("hidden");
  };

  const boot = async () => {
    const page = compile("page.wasm").then(startPage);
    const engine = compile("engine.wasm");
    const source = Promise.all([text("wasm_exec.js"), text("worker.js")]);
    const samples = Promise.all(sampleNames.map(async (name) => {
      fenji.samples[name] = await bytes(`samples/${name}.xlsx`);
    }));
    page.catch(stopped);
    try {
      const [module, scripts] = await Promise.all([engine, source, samples, page]);
      const url = workerURL(scripts.join("\n"));
      guardNavigation();
      lock();
      fenji.spawn = () => {
        const worker = new Worker(url);
        worker.postMessage({ module });
        return worker;
      };
      document.getElementById("airlock").dataset.locked = "true";
      unlock(true);
    } catch (error) {
      refuse(error);
    }
  };
  boot();
})();
