// Runs in the site's page before any script of the site. It watches the page from outside: the messages between page and
// workers, long tasks, and when something new is painted. The page and its programs are the ones that users get; only the
// worker's source has a few lines in front of it that tell how much memory the program has.
"use strict";

(() => {
  const probe = globalThis.probe = { calls: [], tasks: [], memory: {}, offered: null, dropped: 0 };

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.tasks.push({ start: startTime, ms: duration });
  }).observe({ type: "longtask", buffered: true });

  const prelude = `{
    const instantiate = WebAssembly.instantiate;
    let memory;
    WebAssembly.instantiate = async (...args) => {
      const made = await instantiate(...args);
      memory = (made.instance ?? made).exports.mem;
      return made;
    };
    addEventListener("message", (event) => {
      if (!event.data.probe) return;
      event.stopImmediatePropagation();
      postMessage({ probe: memory?.buffer.byteLength ?? 0 });
    });
  }\n`;
  const NativeBlob = Blob;
  globalThis.Blob = class extends NativeBlob {
    constructor(parts = [], options = {}) {
      super(options.type === "text/javascript" ? [prelude, ...parts] : parts, options);
    }
  };

  const stageOf = (body) => new TextDecoder().decode(body.slice(1, 1 + body[0]));
  const waiting = new Map(); // op → functions to call when such a call has ended
  const alive = new Set();
  const NativeWorker = Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(...args) {
      super(...args);
      alive.add(this);
      const calls = this.calls = new Map();
      this.addEventListener("message", (event) => {
        const { id, kind, body, probe: bytes } = event.data;
        if (bytes !== undefined) {
          event.stopImmediatePropagation();
          this.told(bytes);
          return;
        }
        const call = calls.get(id);
        if (!call) return;
        const now = performance.now();
        if (kind === "progress") {
          call.stages[stageOf(body)] ??= now - call.start;
          call.last[stageOf(body)] = now - call.start;
        } else if (["ok", "issue", "panic"].includes(kind)) {
          call.ms = now - call.start;
          calls.delete(id);
          for (const tell of waiting.get(call.op)?.splice(0) ?? []) tell(call);
        }
      });
    }

    terminate() {
      alive.delete(this);
      super.terminate();
    }

    postMessage(message, transfer) {
      if (message.module) {
        this.program = message.role ?? message.name ?? "engine";
        probe.workers[this.program] = this;
      }
      if (message.op) {
        const call = { op: message.op, start: performance.now(), stages: {}, last: {}, ms: -1 };
        this.calls.set(message.id, call);
        probe.calls.push(call);
      }
      super.postMessage(message, transfer);
    }
  };
  probe.workers = {};

  const offer = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob.type !== "text/javascript") probe.offered?.(blob.size);
    return offer.call(URL, blob);
  };

  // painted settles when what the page shows now is on the screen.
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(0);
  }));

  const state = () => document.documentElement.dataset.state;
  // became settles when the page's state is one of the given ones.
  const became = (...states) => new Promise((resolve) => {
    const look = () => states.includes(state()) && (observer.disconnect(), resolve(performance.now()));
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { attributeFilter: ["data-state"] });
    look();
  });
  const ended = (op) => new Promise((resolve) => {
    if (!waiting.has(op)) waiting.set(op, []);
    waiting.get(op).push(resolve);
  });
  const firstRow = () => document.querySelector("#grid-body [role=gridcell]")?.textContent;

  const settled = async (start) => {
    await became("working");
    const feedback = await painted() - start;
    await became("done", "error");
    const done = await painted();
    if (state() !== "done" || !firstRow()) throw new Error(`no rows: ${document.querySelector("#message")?.dataset.code}`);
    return { ms: done - start, feedback };
  };

  // load is told by the file input itself when the file is set.
  probe.load = () => new Promise((resolve, reject) => addEventListener("change", async (event) => {
    if (event.target.id !== "file") return;
    const start = performance.now();
    probe.calls.length = 0;
    try {
      const result = await settled(start);
      const call = probe.calls.find((c) => c.op === "load");
      const late = probe.tasks.filter((t) => t.start >= start).map((t) => t.ms);
      resolve({ ...result, read: call.last.read ?? 0, guess: call.stages.clean - call.last.read,
        clean: call.stages.grade - call.stages.clean, grade: call.ms - call.stages.grade, load: call.ms,
        tasks: late, rows: Number(document.querySelector("#grid").getAttribute("aria-rowcount")) - 1 });
    } catch (error) {
      reject(error);
    }
  }, { capture: true, once: true }));

  probe.cancel = () => new Promise((resolve) => addEventListener("change", async (event) => {
    if (event.target.id !== "file") return;
    await became("working");
    await new Promise((later) => setTimeout(later, 300));
    const start = performance.now();
    document.getElementById("cancel").click();
    await became("ready", "done");
    resolve({ ms: await painted() - start });
  }, { capture: true, once: true }));

  probe.regrade = async (profile) => {
    const select = document.getElementById("profile");
    const start = performance.now();
    const result = settled(start);
    select.value = profile;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return result;
  };

  // rules types into a field of the editor, and goes back to the customers when they are graded anew.
  probe.rules = async (selector, value) => {
    document.getElementById("edit-rules").click();
    while (document.getElementById("rules").dataset.state !== "fit" || !document.querySelector(selector)?.checkVisibility()) await painted();
    const field = document.querySelector(selector);
    const result = settled(performance.now());
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const times = await result;
    document.getElementById("tab-customers").click();
    return times;
  };

  // clean chooses a step of cleaning and tells how long the engine cleaned.
  probe.clean = async (selector, value) => {
    const control = document.querySelector(selector);
    const result = settled(performance.now());
    probe.calls.length = 0;
    if (value) control.value = value;
    else control.checked = !control.checked;
    control.dispatchEvent(new Event("change", { bubbles: true }));
    const { ms } = await result;
    const { stages } = probe.calls.find((call) => call.op === "grade");
    return { ms, clean: stages.grade - stages.clean };
  };

  // view does something that arranges the rows anew, and waits for the new ones.
  const view = async (act) => {
    const start = performance.now();
    const call = ended("view");
    const rows = ended("rows");
    act();
    const { ms } = await call;
    await rows;
    return { ms: await painted() - start, engine: ms };
  };
  probe.sort = (column) => view(() => document.querySelectorAll("#grid-head [role=columnheader] button")[column].click());
  probe.search = (text) => view(() => {
    const field = document.getElementById("search");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  probe.scroll = async (share) => {
    const grid = document.getElementById("grid");
    const start = performance.now();
    const rows = ended("rows");
    grid.scrollTop = share * (grid.scrollHeight - grid.clientHeight);
    const { ms } = await rows;
    return { ms: await painted() - start, engine: ms };
  };

  probe.export = async (kind) => {
    const start = performance.now();
    const size = new Promise((resolve) => { probe.offered = resolve; });
    document.getElementById(`download-${kind}`).click();
    const bytes = await size;
    return { ms: performance.now() - start, bytes };
  };

  // rest settles when nothing has been under way for 200 ms: what an act takes is told of a page that does nothing else.
  probe.rest = async () => {
    for (let quiet = 0; quiet < 10; quiet++) {
      await new Promise((later) => setTimeout(later, 20));
      if ([...alive].some((worker) => worker.calls.size > 0)) quiet = 0;
    }
    return true;
  };

  // bytes is the memory of all programs that run in workers.
  probe.bytes = async () => {
    const sizes = [...alive].map((worker) => new Promise((resolve) => {
      worker.told = resolve;
      worker.postMessage({ probe: true });
    }));
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
})();
