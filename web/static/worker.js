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

  onmessage = ({ data }) => {
    if (data.module) start(data.name, data.module).catch(gone);
    else if (globalThis.receive) globalThis.receive(data);
    else waiting.push(data);
  };
})();
