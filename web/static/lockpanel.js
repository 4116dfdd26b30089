// What the lock shows of itself: panels, the count of requests since the lock, and the button that tries to leak. The
// same text stands in every worker's blob, where it has one use: to try from there as well, when the page asks.
"use strict";

// A try carries nothing: fixed addresses, no query, no body, no cookies. What it finds out is said by the browser's own
// reports (securitypolicyviolation): "refused" when it reports a refusal of just this address, "failed" when the try came
// to nothing without one (WebKit reports neither on forms in a sandbox nor to workers), "sent" when there was an answer.
(async () => {
  const nap = (ms) => new Promise((done) => setTimeout(done, ms));

  // watched runs one try and listens to the browser's reports meanwhile; they may come after the error they go with.
  const watched = async (url, run) => {
    const host = new URL(url).host;
    let refused = false;
    const hear = (event) => { refused ||= event.blockedURI.includes(host); };
    addEventListener("securitypolicyviolation", hear);
    const outcome = await Promise.race([Promise.resolve(url).then(run).catch(() => "failed"), nap(800)]);
    for (let i = 0; i < 20 && outcome !== "sent" && !refused; i++) await nap(20);
    removeEventListener("securitypolicyviolation", hear);
    if (outcome === "sent") return "sent";
    return refused ? "refused" : outcome ?? "failed";
  };
  const byFetch = (url) => fetch(url, { mode: "no-cors", credentials: "omit" }).then(() => "sent");

  if (typeof document === "undefined") {
    addEventListener("message", async ({ data }) => {
      if (data.tryFrom) postMessage({ outcome: await watched(data.tryFrom, byFetch) });
    });
    return;
  }

  // boot.js comes when it comes, and brings what stands in for what a browser lacks or forbids.
  if (!globalThis.fenji) await new Promise((come) => document.querySelector("[src='boot.js']").addEventListener("load", come));

  const at = (id) => document.getElementById(id);
  const root = document.documentElement;

  // Panels. An element with data-panel opens the dialog of that id; Escape closes it by itself and nothing beyond it.
  document.addEventListener("click", ({ target }) => {
    const opener = target.closest("[data-panel]");
    if (opener) at(opener.dataset.panel).showModal();
    if (opener?.id === "help") showGuide();
    if (target.closest("[data-close]") || target.localName === "dialog") target.closest("dialog").close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest?.("dialog[open]")) event.stopImmediatePropagation();
  }, true);

  // The guide in the language of the page. It came as a part before the lock, for after it no link leads anywhere.
  const element = (name, text = "") => {
    const made = document.createElement(name);
    for (const [i, span] of text.split("`").entries()) made.append(i % 2 ? element("code", span) : span);
    return made;
  };
  const cellOf = (row, column, text) => {
    const cell = element(row > 0 && column > 0 ? "td" : "th", text);
    if (cell.localName === "th") cell.scope = row > 0 ? "row" : "col";
    return cell;
  };
  const pieces = {
    ul: ({ lines }) => lines.map((line) => element("li", line)),
    ol: ({ lines }) => lines.map((line) => element("li", line)),
    table: ({ rows }) => rows.map((cells, row) => {
      const tr = element("tr");
      tr.append(...cells.map((text, column) => cellOf(row, column, text)));
      return tr;
    }),
  };
  const tags = { h2: "h3", h3: "h4" }; // below the heading of the panel
  const showGuide = async () => {
    if (at("guide").lang === root.lang) return;
    const blocks = (await globalThis.fenji.guides)[root.lang.startsWith("zh") ? "zh" : "en"];
    at("guide").lang = root.lang;
    at("guide").replaceChildren(...blocks.map((block) => {
      if (!pieces[block.kind]) return element(tags[block.kind] ?? block.kind, block.lines[0]);
      const made = element(block.kind);
      made.append(...pieces[block.kind](block));
      if (block.kind !== "table") return made;
      const frame = element("div");
      frame.className = "scroll-x";
      frame.tabIndex = 0; // so that the keyboard can move it
      frame.append(made);
      return frame;
    }));
  };

  // So with the terms of the parts by others.
  at("licences").addEventListener("toggle", async () => {
    at("licences").querySelector("pre").textContent = await globalThis.fenji.licences;
  });

  // The lock comes as a meta tag. From then on, requests in the browser's own record of this page count;
  // refusals always do.
  let lockedAt = Infinity;
  let trying = false;
  const tried = new Set();
  const counts = { requests: 0, refused: 0 };
  const show = () => {
    at("airlock-requests").textContent = globalThis.PerformanceObserver ? counts.requests : "–";
    at("airlock-refused").textContent = counts.refused;
    Object.assign(root.dataset, counts);
  };
  const network = /^(https?|wss?):/;
  globalThis.PerformanceObserver && new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.startTime >= lockedAt && network.test(entry.name) && !tried.has(entry.name)) counts.requests++;
    }
    show();
  }).observe({ type: "resource", buffered: true });
  addEventListener("securitypolicyviolation", () => {
    if (!trying) counts.refused++;
    show();
  });
  const policies = () => [...document.head.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')];
  new MutationObserver(() => {
    if (lockedAt === Infinity && policies().length > 1) lockedAt = performance.now();
    at("airlock-policy").textContent = policies().map((meta) => meta.content.replaceAll("; ", ";\n")).join("\n\n");
  }).observe(document.head, { childList: true });
  const follow = () => {
    const state = at("airlock").dataset.locked;
    at("airlock-panel").dataset.locked = state;
    at("leak").disabled = state !== "true" || trying;
  };
  new MutationObserver(follow).observe(at("airlock"), { attributes: true, attributeFilter: ["data-locked"] });

  // The ways out, each tried to one address at a time.
  const event = (target, good) => new Promise((done) => {
    target[good] = () => done("sent");
    target.onerror = () => done("failed");
  });
  const hidden = (name) => {
    const element = document.createElement(name);
    element.hidden = true;
    return element;
  };
  const within = async (frame, run) => { // in the document for as long as the try takes
    document.body.append(frame);
    const outcome = await run(frame);
    frame.remove();
    return outcome;
  };
  const ways = {
    fetch: byFetch,
    beacon: (url) => { navigator.sendBeacon(url); },
    socket: (url) => {
      const socket = new WebSocket(url.replace(/^http/, "ws"));
      return event(socket, "onopen").finally(() => socket.close());
    },
    events: (url) => {
      const source = new EventSource(url);
      return event(source, "onopen").finally(() => source.close());
    },
    image: (url) => {
      const image = new Image();
      image.src = url;
      return event(image, "onload");
    },
    // A form whose document is in a sandbox stops short of its submit event, and no report tells of it.
    form: (url) => within(hidden("iframe"), (frame) => {
      frame.name = "leak-form";
      const form = hidden("form");
      form.action = url;
      form.method = "post";
      form.target = frame.name;
      let submitted = false;
      form.onsubmit = () => { submitted = true; };
      return within(form, async () => {
        form.requestSubmit();
        await nap(200);
        return submitted ? "failed" : "refused";
      });
    }),
    frame: (url) => within(hidden("iframe"), async (frame) => {
      frame.src = url;
      await nap(200);
    }),
    import: (url) => import(url).then(() => "sent"),
    worker: (url) => new Promise((done) => {
      const worker = globalThis.fenji.spawn();
      worker.onmessage = ({ data }) => {
        worker.terminate();
        done(data.outcome);
      };
      worker.postMessage({ tryFrom: url });
    }),
  };

  const say = (cell, state) => {
    cell.dataset.outcome = state;
    for (const text of cell.children) text.hidden = text.dataset.when !== state;
  };
  const addresses = globalThis.fenji?.single || !location.protocol.startsWith("http") ? ["https://leak.invalid/"] :
    [new URL("leak-test", document.baseURI).href, "https://leak.invalid/"];
  const cells = [];
  for (const row of at("leaks").tBodies[0].rows) {
    for (const [column, to] of ["own", "foreign"].entries()) {
      const cell = row.insertCell();
      cell.append(at("t-outcome").content.cloneNode(true));
      // Chromium connects to the host of a frame before it refuses what goes there, so only this site is tried with one.
      const url = to === "foreign" && ["form", "frame"].includes(row.dataset.way) ? null :
        addresses[column - 2 + addresses.length];
      say(cell, url ? "waiting" : "none");
      cell.dataset.to = to;
      if (url) cells.push({ cell, url, way: row.dataset.way });
    }
  }

  const leak = async () => {
    trying = true;
    follow();
    say(at("leak-summary"), "trying");
    for (const { cell, url, way } of cells) {
      say(cell, "trying");
      tried.add(url).add(url.replace(/^http/, "ws"));
      say(cell, await watched(url, ways[way]));
    }
    const worst = ["sent", "failed"].find((state) => cells.some(({ cell }) => cell.dataset.outcome === state));
    say(at("leak-summary"), worst ?? "refused");
    trying = false;
    follow();
  };
  at("leak").addEventListener("click", leak);
  say(at("leak-summary"), "waiting");
  follow();
  show();
})();
