// The program's side of a worker: runs behind wasm_exec.js in one blob. It holds back what arrives before the program
// listens, and tells the page when the program is gone, however it went.
"use strict";

(() => {
  const waiting = [];
  const gone = (why) => {
    postMessage({ id: -1, kind: "panic", why: String(why) });
    close();
  };

  const start = async (name, module) => {
    const go = new Go();
    go.argv = [name];
    const instance = await WebAssembly.instantiate(module, go.importObject);
    const ended = go.run(instance);
    for (const message of waiting.splice(0)) globalThis.receive(message);
    await ended;
    gone("ended");
  };

  // The inflater: another worker of this source, which inflates parts of a file while the engine reads what has come
  // out. It is lent the file's buffer and gives it back at the end. Blocks of inflated bytes go to the engine and come
  // back empty; so few are ever under way.
  const blockSize = 1 << 20;
  const firstSize = 1 << 16; // most parts are small
  const blocks = 8;
  const inflate = (port) => {
    let free, made, waiting, stopped;
    const taken = () => {
      if (free.length > 0) return free.pop();
      if (made < blocks) return new ArrayBuffer(made++ ? blockSize : firstSize);
      return new Promise((resolve) => { waiting = resolve; });
    };
    const feed = async (writer, { buffer, offset, size, head, tail }) => {
      await writer.write(head);
      for (let at = 0; at < size && !stopped; at += blockSize) {
        await writer.write(new Uint8Array(buffer, offset + at, Math.min(blockSize, size - at)));
      }
      await writer.write(tail);
      await writer.close();
    };
    const pass = async (reader) => {
      let block, used = 0;
      const send = () => {
        port.postMessage({ block: block.buffer, length: used }, [block.buffer]);
        [block, used] = [null, 0];
      };
      for (;;) {
        const { value, done } = await reader.read();
        for (let at = 0; !done && at < value.length && !stopped;) {
          block ??= new Uint8Array(await taken());
          const n = Math.min(value.length - at, block.length - used);
          block.set(value.subarray(at, at + n), used);
          [at, used] = [at + n, used + n];
          if (used === block.length) send();
        }
        if (done || stopped) break;
      }
      if (used > 0 && !stopped) send();
    };
    const run = async (job) => {
      [stopped, free, made] = [false, [], 0];
      const { readable, writable } = new DecompressionStream("gzip");
      const reader = readable.getReader();
      feed(writable.getWriter(), job).catch(() => {}); // what is wrong, the reader hears
      const whole = await pass(reader).then(() => !stopped, () => false);
      reader.cancel().catch(() => {});
      port.postMessage({ whole, buffer: job.buffer }, [job.buffer]);
    };
    const giveBack = (block) => {
      const resume = waiting ?? ((b) => free.push(b));
      waiting = null;
      resume(block);
    };
    port.onmessage = ({ data }) => {
      if (data.buffer) run(data);
      else if (data.block) giveBack(data.block);
      else if (data.stop) { stopped = true; giveBack(new ArrayBuffer(blockSize)); }
    };
  };

  onmessage = ({ data }) => {
    if (data.inflate) return inflate(data.inflate);
    globalThis.inflater ??= data.inflater;
    globalThis.words ??= data.words;
    if (data.module) start(data.name, data.module).catch(gone);
    else if (globalThis.receive) globalThis.receive(data);
    else waiting.push(data);
  };
})();
