// The program's side of a worker: runs behind wasm_exec.js in one blob. It holds back what arrives before the program
// listens, and tells the page when the program is gone, however it went.
"use strict";

(() => {
  const waiting = [];

  // The program's last words are on the console: when it dies for want of memory, the page says so.
  let short = false;
  const say = console.log;
  console.log = (...said) => {
    short ||= /out of memory/i.test(said[0]);
    say(...said);
  };
  const gone = (why) => {
    postMessage({ id: -1, kind: "panic", why: String(why), short: short || /memory/i.test(why) });
    close();
  };

  // A program that lies in the cache is compiled here, beside what the page does meanwhile, and given to the page.
  const compiled = async ({ cache, path }) => {
    const read = async () => (await caches.open(cache)).match(path, { ignoreVary: true });
    const whole = async () => WebAssembly.compile(await (await read()).arrayBuffer()); // or where the host calls it another type
    const module = await (WebAssembly.compileStreaming?.(read()).catch(whole) ?? whole());
    postMessage({ id: 0, kind: "compiled", module });
    return module;
  };

  let learn;
  const learnt = new Promise((resolve) => { learn = resolve; }); // the texts have come, for which the engine waits

  const start = async (module, kept) => {
    const go = new Go();
    go.env = { GOTRACEBACK: "system" }; // traces say where each function was, for the list of their names
    const instance = await WebAssembly.instantiate(module ?? await compiled(kept), go.importObject);
    if (globalThis.role === "engine") await learnt;
    const ended = go.run(instance);
    for (const message of waiting.splice(0)) globalThis.receive(message);
    await ended;
    gone("ended");
  };

  // The kernel inflates in this worker what the engine asks for; web/kernel/inflate.c says what its answers mean. A piece
  // holds until the next one is asked for. It is null behind the last one, and undefined when the part is damaged.
  const kernelOf = (make) => {
    const idle = [];
    return ({ buffer, offset, size, crc }) => {
      const kernel = idle.pop() ?? make();
      const bytes = new Uint8Array(kernel.memory.buffer);
      const [more, full, ended] = [0, 1, 2];
      let at = 0, answer = more, open = true;
      kernel.begin();
      const next = () => {
        if (!open) return undefined;
        if (answer === ended) return null;
        do {
          let n = 0;
          if (answer === more) {
            const to = kernel.feed();
            n = Math.min(kernel.room(), size - at);
            bytes.set(new Uint8Array(buffer, offset + at, n), to);
            at += n;
          }
          answer = kernel.run(n, at === size);
        } while (answer === more);
        if (answer !== full && (answer !== ended || kernel.sum() >>> 0 !== crc)) return undefined;
        return bytes.subarray(kernel.window(), kernel.window() + kernel.length());
      };
      const close = () => {
        if (open) idle.push(kernel);
        open = false;
      };
      return { next, close };
    };
  };

  // The inflater, where there can be no kernel: another worker of this source, which inflates parts of a file with what the
  // browser has for it, while the engine reads what has come out. It is lent the file's buffer and gives it back at the end. What it inflates goes to the engine in batches; it
  // waits when so many are under way that the engine has not read.
  const feedSize = 1 << 20;
  const batchSize = 1 << 20;
  const batches = 12;
  const feed = async (writer, { buffer, offset, size, head, tail }, on = () => true) => {
    await writer.write(head);
    for (let at = 0; at < size && on(); at += feedSize) {
      await writer.write(new Uint8Array(buffer, offset + at, Math.min(feedSize, size - at)));
    }
    await writer.write(tail);
    await writer.close();
  };
  const inflate = (port) => {
    let under, waiting, stopped;
    const pass = async (reader) => {
      let views = [], length = 0, enough = 1; // the first goes out at once: most parts are small
      const send = () => {
        port.postMessage({ views }, views.map((view) => view.buffer));
        [views, length, enough] = [[], 0, batchSize];
        under++;
      };
      for (;;) {
        const { value, done } = await reader.read();
        if (done || stopped) break;
        views.push(value.length === value.buffer.byteLength ? value : value.slice());
        if ((length += value.length) >= enough) send();
        if (under >= batches) await new Promise((resolve) => { waiting = resolve; });
      }
      if (length > 0 && !stopped) send();
    };
    const run = async (job) => {
      [stopped, under] = [false, 0];
      const { readable, writable } = new DecompressionStream("gzip");
      const reader = readable.getReader();
      feed(writable.getWriter(), job, () => !stopped).catch(() => {}); // what is wrong, the reader hears
      const whole = await pass(reader).then(() => !stopped, () => false);
      reader.cancel().catch(() => {});
      port.postMessage({ whole, buffer: job.buffer }, [job.buffer]);
    };
    port.onmessage = ({ data }) => {
      if (data.buffer) return run(data);
      if (data.stop) stopped = true;
      under--;
      waiting?.();
      waiting = null;
    };
  };

  // inflated gives a small part at once, without the other worker, and a byte more when it is longer than it should be.
  globalThis.inflated = async (part, most) => {
    const { readable, writable } = new DecompressionStream("gzip");
    const reader = readable.getReader();
    feed(writable.getWriter(), part).catch(() => {});
    const bytes = new Uint8Array(most + 1);
    for (let at = 0; ;) {
      const { value, done } = await reader.read();
      if (done) return bytes.subarray(0, at);
      bytes.set(value.subarray(0, bytes.length - at), at);
      if ((at += value.length) > most) return bytes;
    }
  };

  // held keeps a lock as long as this worker lives, and tells the page of it. Not every page has such locks.
  const held = (name) => {
    const until = () => {
      postMessage({ id: 0, kind: "alive" });
      return new Promise(() => {});
    };
    try {
      navigator.locks?.request(name, until).catch(() => {});
    } catch { /* forbidden */ }
  };

  onmessage = ({ data }) => {
    if (data.alive) held(data.alive);
    if (data.inflate) return inflate(data.inflate);
    if (data.kernel) {
      let module;
      globalThis.packer ??= () => new WebAssembly.Instance(module ??= new WebAssembly.Module(data.kernel)).exports;
      globalThis.kernel ??= kernelOf(globalThis.packer);
    }
    globalThis.inflater ??= data.inflater;
    globalThis.role ??= data.role;
    if (data.words) {
      globalThis.words = data.words;
      return learn();
    }
    if (data.role && !data.module && !data.kept) return; // the program comes later
    if (data.module || data.kept) start(data.module, data.kept).catch(gone);
    else if (globalThis.receive) globalThis.receive(data);
    else waiting.push(data);
  };
})();
