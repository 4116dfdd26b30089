// Boots the page in the one order in which nothing can leak: fetch everything, lock, and only then start a worker or
// read a file. What is opened before the lock would keep the policy it was born with, and a queued fetch would go out
// late; so every fetch is awaited to its last byte first. See "Airlock" in README.md.
"use strict";

(() => {
  const { fenji } = globalThis; // with what stands in boot/
  const { parsed, whole, keyOf, learn, english } = fenji.first;
  const { spawner } = fenji;
  delete fenji.spawner; // nobody else is to start workers
  const lockPolicy = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src blob: data:; " +
    "manifest-src data:; base-uri 'none'; form-action 'none'";

  let unlock, refuse, isLocked = false;
  Object.assign(fenji, {
    locked: new Promise((resolve, reject) => { [unlock, refuse] = [resolve, reject]; }),
    spawn: () => { throw new Error("the page is not locked yet"); },
    single: document.currentScript.dataset.part !== undefined, // the edition that is one file
    parts: null, // { version, parts: { path: sha256 }, checked: whether what was loaded has these hashes }
  });
  fenji.locked.catch(() => {});

  const delay = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  const decode = (bytes) => new TextDecoder().decode(bytes);
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, "0")).join("");

  const ask = async (path, options) => {
    const response = await fetch(path === "index.html" ? "./" : path, { credentials: "omit", ...options });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  const taken = async (path, response) => ({ path, headers: response.headers, bytes: await response.arrayBuffer() });
  const load = async (path, options) => taken(path, await ask(path, options));
  const follow = async (path, options) => {
    const response = await ask(path, options);
    return response.body ? { path, headers: response.headers, ...await counted(response.body) } : taken(path, response);
  };

  // The program is counted while it comes. When a hundredth of it is left, which takes as long as a question and its answer,
  // what comes next may be asked for: the line is never idle. Meanwhile it is compiled and laid up for the cache, piece by
  // piece, for copying it whole would be felt at the end.
  let sayNearly;
  const nearly = new Promise((resolve) => { sayNearly = resolve; });
  const piece = 1 << 20;
  const counted = async (body) => {
    let bytes = new Uint8Array(12 * piece), come = 0, kept = 0;
    const pieces = [];
    const keep = () => {
      pieces.push(new Blob([bytes.subarray(kept, come)]));
      kept = come;
    };
    const streamed = streaming();
    const reader = body.getReader();
    try {
      for (let { done, value } = await reader.read(); !done; ({ done, value } = await reader.read())) {
        if (come + value.length > bytes.length) {
          const more = new Uint8Array(2 * (come + value.length));
          more.set(bytes);
          bytes = more;
        }
        bytes.set(value, come);
        come += value.length;
        streamed.enqueue(value);
        if (come - kept >= piece) keep();
        if (come > fenji.parts?.program * 0.99) sayNearly();
      }
    } finally {
      streamed.close();
    }
    keep();
    return { bytes: bytes.subarray(0, come), blob: new Blob(pieces), compiled: streamed.module };
  };

  // streaming compiles what is given it piece by piece. Where that does not work, as in older browsers, there is no module, and
  // the whole is compiled later.
  const streaming = () => {
    let into;
    const done = () => { into = null; };
    const stream = new ReadableStream({ start: (controller) => { into = controller; }, cancel: done });
    const from = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
    const module = (async () => WebAssembly.compileStreaming(from))().catch(done);
    return { module, enqueue: (bytes) => into?.enqueue(bytes), close: () => into?.close() };
  };

  // In the edition that is one file every part stands in the document: a script that ran as it is, the rest packed.
  const unpack = async (path) => {
    const element = document.querySelector(`script[data-part="${path}"]`);
    if (element.type !== "application/gzip") return { path, bytes: new TextEncoder().encode(element.text).buffer };
    const packed = atob(element.text);
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
    const gunzip = new DecompressionStream("gzip");
    const writer = gunzip.writable.getWriter();
    writer.write(bytes).catch(() => {}); // the reader hears of it
    writer.close().catch(() => {});
    return { path, bytes: await new Response(gunzip.readable).arrayBuffer() };
  };

  // check compares a part that came over the network with the list. Without a secure context browsers offer no hashes;
  // then nothing is checked.
  const check = async (loaded, list) => {
    if (loaded.checked) return loaded;
    if (!globalThis.crypto?.subtle) {
      list.checked = false;
    } else if (hex(await crypto.subtle.digest("SHA-256", loaded.bytes)) !== list.parts[loaded.path]) {
      throw new Error(`${loaded.path} is not the one of version ${list.version}`);
    }
    loaded.checked = true;
    return loaded;
  };

  const listOf = ({ bytes }) => ({ ...JSON.parse(decode(bytes)), checked: true });

  // Offline: the page puts its parts into the cache of its version; the service worker only reads. The list goes in
  // last, so a cache that holds it is whole. Another version has a cache of its own and takes over with a later page.
  const opened = {};
  const nameOf = (version) => `fenji ${new URL("./", document.baseURI).pathname} ${version}`;
  const cacheOf = (version) => opened[version] ??= caches.open(nameOf(version));
  const stored = async (cache, path) => cache.match(path, { ignoreVary: true });

  const isWhole = async ({ version, parts }) => {
    const has = new Set((await (await cacheOf(version)).keys()).map(({ url }) => url));
    return Object.keys(parts).every((path) => has.has(new URL(path, document.baseURI).href));
  };

  // A page that came from the cache of its version reads its parts there, not by way of the service worker. They were
  // checked when they were put there.
  const fromCache = Boolean(!fenji.single && navigator.serviceWorker?.controller);
  // As the document's preload asks; a host that refuses the question is asked for the program itself. The service worker answers
  // with the list of parts: the program lies in the cache.
  const asked = ["fenji.wasm?first", { credentials: "same-origin" }];
  let ahead = !fenji.single && (fromCache ? load(...asked).catch(() => null) : follow(...asked).catch(() => follow("fenji.wasm")));
  const near = async (path) => {
    if (!fromCache && path === "fenji.wasm") return { ...await ahead, path };
    if (!fromCache) {
      if (path === "vendor/echarts.js") await charts;
      // The document may have just loaded it, or an older one, long ago, which only its hash tells.
      return load(path, { cache: globalThis.crypto?.subtle ? "force-cache" : "no-cache", credentials: "same-origin" })
        .then(async (loaded) => check(loaded, await list)).catch(() => load(path, { cache: "no-cache" }));
    }
    const cache = await cacheOf((await list).version);
    const response = await stored(cache, path);
    if (!response && isLocked) throw new Error(`${path} is not kept any more`);
    if (!response) return load(path);
    return { ...await taken(path, response), checked: true };
  };

  let charts; // their library has come

  // part gives a part of this version, loaded once and checked.
  const loads = new Map();
  const keptList = async () => {
    const kept = await ahead; // something else where the service worker was passed by
    return /json/.test(kept?.headers.get("Content-Type")) ? { ...kept, path: "parts.json" } : load("parts.json");
  };
  const listed = fenji.single ? unpack("parts.json") : fromCache ? keptList() : load("parts.json");
  const list = listed.then((loaded) => { fenji.parts = listOf(loaded); return fenji.parts; });
  const fromWhere = fenji.single ? unpack : near;
  const part = (path) => {
    if (!loads.has(path)) loads.set(path, fromWhere(path).then(async (loaded) => check(loaded, await list)));
    return loads.get(path);
  };
  const bytes = async (path) => (await part(path)).bytes;
  const text = async (path) => decode(await bytes(path));

  // texts loads both languages. The English file has no keys: they stand in the same lines of the Chinese one, behind
  // which it waits unless it is wanted first.
  const texts = async (turn) => {
    fenji.words = {};
    if (english) part("words/en.txt").catch(() => {}); // heard of below
    let keys = null;
    for (const lang of ["zh-CN", "en"]) {
      const said = await text(`words/${lang}.txt`);
      await turn;
      fenji.words[lang] = keys ? said.split("\n").map((line, i) => `${keys[i]} ${line}`).join("\n") : said;
      keys ??= said.split("\n").map(keyOf);
      learn(lang, fenji.words[lang], fromCache ? patience.live : 0);
    }
  };

  // The library of the charts stands in the document as what comes later: it takes the line when the program has nearly come. It
  // runs later.
  const bringCharts = () => new Promise((resolve) => {
    const later = document.getElementById("later").content, script = later.firstChild;
    if (!script) return resolve(); // it stands elsewhere in the edition that is one file
    script.onload = script.onerror = resolve; // the page can do without
    document.head.append(later);
  });

  const startPage = async (module) => {
    await parsed;
    globalThis.role = "page";
    const go = new Go();
    // Its garbage is small, and looking for it in the middle of a drawing would be felt. Traces say where each function was.
    go.env = { GOGC: "800", GOTRACEBACK: "system" };
    const instance = await WebAssembly.instantiate(module, go.importObject);
    go.run(instance).then(() => stopped(new Error("the page's program ended")), stopped);
  };

  // As soon as the page can be used, or cannot.
  const quiet = new Promise((resolve) => {
    const root = document.documentElement;
    new MutationObserver((_, look) => {
      if (root.dataset.state === "loading") return;
      look.disconnect();
      setTimeout(resolve);
    }).observe(root, { attributeFilter: ["data-state"] });
  });

  // Only the service worker's script and the worker source that was fetched before the lock may ever become scripts.
  const scripts = new Set(["sw.js"]);
  const policy = globalThis.trustedTypes?.createPolicy("app-urls", {
    createScriptURL: (wanted) => {
      if (!scripts.has(wanted)) throw new TypeError("not a script of this page");
      return wanted;
    },
  });
  const scriptURL = (url) => (policy ? policy.createScriptURL(url) : url);
  const workerURL = (source) => {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    scripts.add(url);
    return scriptURL(url);
  };

  const store = (cache, { path, bytes, blob, headers }) => {
    const plain = new Headers(headers);
    for (const name of ["Content-Encoding", "Content-Length", "Vary"]) plain.delete(name);
    return cache.put(path, new Response(blob ?? new Blob([bytes]), { headers: plain })); // a blob is not copied once more
  };
  const fill = async (version, take) => {
    const cache = await cacheOf(version.version);
    if (await stored(cache, "parts.json")) return;
    // All have settled before one of them fails the whole: the page locks then, and nothing may be on its way.
    const filled = await Promise.allSettled(Object.keys(version.parts).map(async (path) => {
      if (!await stored(cache, path)) await store(cache, await take(path));
    }));
    const failed = filled.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
    await store(cache, await take("parts.json"));
  };

  // A page that came from the cache asks the network whether there is a new version. It asks at once and waits a moment
  // only, for the lock waits for it. What was loaded of the new version is kept for the next visit.
  const patience = {
    look: 1_500, // for the answer
    load: 15_000, // for the new version
    host: 30, // for the answer when all else is there: then the program is compiled meanwhile
    lock: 300, // for the lock, before anything else is done
    live: 1_500, // for the program to translate the document
  };
  const looked = fromCache && navigator.onLine ?
    load("parts.json", { cache: "no-store", signal: AbortSignal.timeout(patience.look) }).catch(() => null) : null;
  const fillNewer = async (ours) => {
    const fresh = await looked;
    if (!fresh) return false;
    const newer = listOf(fresh);
    if (newer.version === ours.version) return false;
    const known = await cacheOf(ours.version);
    const signal = AbortSignal.timeout(patience.load);
    await fill(newer, async (path) => {
      if (path === "parts.json") return fresh;
      const same = newer.parts[path] === ours.parts[path] && await stored(known, path);
      if (same) return { path, bytes: await same.arrayBuffer(), headers: same.headers };
      return check(await load(path, { cache: "no-store", signal }), newer);
    });
    return true;
  };

  const installed = (worker) => new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "redundant") reject(new Error("the service worker was not installed"));
      else if (worker.state !== "installing") resolve(worker);
    };
    worker.addEventListener("statechange", look);
    look();
  });

  // What comes over the line for it has come when this is done; it gives the promise of the rest, which only the disk has to do
  // with: whether there is a newer version.
  const prepareOffline = async () => {
    const ours = await list;
    await fill(ours, (path) => (path === "parts.json" ? listed : part(path)));
    const newer = await fillNewer(ours).catch(() => false);
    if (fromCache && !newer) return { rest: Promise.resolve(false) };
    const registration = await navigator.serviceWorker.register(scriptURL("sw.js"), { updateViaCache: "none" });
    const older = registration.active;
    if (older) await registration.update().catch(() => {});
    // A worker whose own cache is not whole refuses to be installed; then the older one stays, and its version with it.
    const rest = installed(registration.installing ?? registration.waiting ?? registration.active)
      .catch((error) => { if (!older) throw error; }).then(() => newer && registration.waiting !== null);
    return { rest };
  };

  // offline never fails: without it the page works as long as it is open.
  const offline = async () => {
    if (fenji.single || !navigator.serviceWorker || !globalThis.caches || !globalThis.crypto?.subtle) {
      parsed.then(() => show(fenji.single ? "single" : "unavailable"));
      return;
    }
    const without = (error) => {
      console.info("not available offline:", error);
      parsed.then(() => show("unavailable"));
    };
    await prepareOffline().then(({ rest }) => {
      Promise.all([rest, parsed]).then(([newer]) => {
        show("ready");
        if (newer) show("update");
      }).catch(without); // nobody waits for it
    }, without);
  };

  // show says a state of #offline: as data for programs, and by the text that stands ready for it. That of a new
  // version stands on top of the page.
  const show = (state) => {
    const root = document.getElementById("offline");
    if (!root) return;
    if (state === "update") root.dataset.update = "ready";
    else root.dataset.offline = state;
    const said = state === "update" ? document.getElementById("newer") : root.querySelector(`[data-when="${state}"]`);
    said?.removeAttribute("hidden");
  };

  // The version and the hashes of its parts, for who wants to compare them.
  const showParts = () => {
    const table = document.getElementById("parts");
    if (!table || !fenji.parts) return;
    document.getElementById("version").textContent = fenji.parts.version;
    document.getElementById("checked").hidden = !fenji.parts.checked;
    for (const [path, hash] of Object.entries(fenji.parts.parts)) {
      const row = table.insertRow();
      row.insertCell().textContent = path;
      row.insertCell().textContent = hash;
    }
  };

  // What may leave this document is a file that it made itself, to be saved: a blob, which no server hears of. Firefox
  // tells of each such download a second time, as of a plain navigation to the same address.
  const guardNavigation = () => {
    if (!globalThis.navigation) return;
    let saved = null;
    navigation.addEventListener("navigate", (event) => {
      const { url, sameDocument } = event.destination;
      if (event.downloadRequest !== null && url.startsWith("blob:")) saved = url;
      const stays = event.hashChange || sameDocument || url === saved;
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

  // A browser reads the manifest and its icons when it sees fit, which may be after the lock. So the document names
  // them as data, and nothing of them is ever fetched.
  const describe = async () => {
    const link = document.getElementById("manifest");
    if (!link) return; // the edition that is one file has none
    const manifest = JSON.parse(await text("manifest.webmanifest"));
    for (const name of ["id", "start_url", "scope"]) manifest[name] = new URL(manifest[name], document.baseURI).href;
    await Promise.all(manifest.icons.map(async (icon) => {
      icon.src = `data:${icon.type};base64,${btoa(String.fromCharCode(...new Uint8Array(await bytes(icon.src))))}`;
    }));
    quiet.then(() => { link.href = "data:application/manifest+json," + encodeURIComponent(JSON.stringify(manifest)); });
  };

  // The last resort, when not even the page's own program runs: the text stands in the document, hidden until now.
  const stopped = (error) => {
    refuse(error);
    console.error(error);
    document.documentElement.dataset.state = "error";
    document.getElementById("boot-failed")?.removeAttribute("hidden");
  };

  // One program is page, engine and workbook's program; it is compiled once. It is asked for at once, for it is longest on its way,
  // and compiled while it comes and is checked; the rest comes meanwhile, behind the texts, and is put away. The lock waits for the
  // last byte.
  const boot = async () => {
    // A page of the cache is locked in a moment, and the engine is to start before anything else is done.
    const words = texts(fromCache && Promise.race([fenji.locked.catch(() => {}), parsed.then(() => delay(patience.lock))]));
    // Where all lies in the cache, nothing of it comes over the line: the engine's worker compiles the program behind the lock, and
    // what is only read is read when the page can be used.
    const wholeKept = fromCache ? list.then(isWhole) : Promise.resolve(false);
    const program = { module: null, compiling: null }; // compiling: this thread does, what is kept
    program.arrived = new Promise((arrive, fail) => Object.assign(program, { arrive, fail })).then((module) => program.module = module);
    program.compileHere = () => {
      if (program.module) return;
      program.compiling ??= wholeKept.then(async (all) => {
        if (all) program.arrive(WebAssembly.compile(await (await stored(await cacheOf(fenji.parts.version), "fenji.wasm")).arrayBuffer()));
      }).catch(program.fail);
    };
    const comes = wholeKept.then((all) => all || part("fenji.wasm").then(async ({ bytes, compiled }) =>
      program.arrive(await compiled ?? WebAssembly.compile(bytes))));
    comes.catch(program.fail);
    const chartsStand = fromCache && document.getElementById("later")?.content.firstChild;
    charts = (chartsStand ? Promise.resolve() : Promise.all([Promise.race([nearly, comes]), parsed])).then(bringCharts);
    const page = Promise.all([program.arrived, words]).then(() => startPage(program.module));
    page.catch(stopped);
    const rest = Promise.all([parsed, fromCache || words]);
    const soon = fromCache ? list : rest;
    const source = soon.then(() => Promise.all(["wasm_exec.js", "worker.js", "lockpanel.js"].map(text)));
    // What inflates and packs; where a browser does not know all its instructions, others do.
    const inflater = soon.then(() => bytes("kernel/deflate.wasm")).then((code) => (WebAssembly.validate(code) ? code : null));
    const books = wholeKept.then((all) => (all ? quiet : rest)); // guide, licences and manifest
    fenji.guides = books.then(() => Promise.all(["zh", "en"].map(async (lang) =>
      [lang, JSON.parse(await text(`guide/${lang}.json`))]))).then(Object.fromEntries);
    fenji.licences = books.then(() => text("LICENSES.txt"));
    const others = Promise.all([fenji.guides, fenji.licences, books.then(describe)]);
    others.catch((error) => console.info("not read:", error));
    try {
      const read = wholeKept.then((all) => Promise.all(all ? ["words/zh-CN.txt", "words/en.txt"].map(bytes) : [page, others, whole]));
      const gathered = Promise.all([source, inflater, charts, ahead, parsed, read]);
      gathered.then(() => delay(patience.host)).then(() => { if (!isLocked) program.compileHere(); }).catch(() => {});
      const [[sources, kernel]] = await Promise.all([gathered, soon.then(offline), looked]);
      const url = workerURL(sources.join("\n"));
      guardNavigation();
      lock();
      isLocked = true;
      const kept = fromCache && { cache: nameOf(fenji.parts.version), path: new URL("fenji.wasm", document.baseURI).href };
      fenji.spawn = spawner({ url, kernel, words, program, kept });
      document.getElementById("airlock").dataset.locked = "true";
      unlock(true);
      quiet.then(() => {
        showParts();
        globalThis.echarts?.start(); // so that the first chart need not wait for it
      });
      loads.clear();
      ahead = null;
    } catch (error) {
      console.error(error);
      refuse(error);
      program.compileHere(); // so that the page says so
    }
  };
  boot();
})();
