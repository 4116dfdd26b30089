// Stands in front of boot.js, which calls it when the page is locked.
"use strict";

(() => {
  const { fenji } = globalThis;
  const { watched, awaited } = fenji.watch;

  // spawner gives what starts workers, when the page is locked. The engine is wanted in any case: its worker starts at once, beside
  // the page's own program, and is asked what that will ask first. Where nobody has compiled the program, which lies in the cache
  // then, this worker does, for both.
  fenji.spawner = ({ url, kernel, words, program, kept }) => {
    const spawn = (role) => {
      const worker = new Worker(url);
      const helpers = []; // live and end with the worker
      let ended = false;
      const lost = () => { if (!ended) worker.dispatchEvent(new Event("error")); };
      const terminate = worker.terminate.bind(worker);
      worker.terminate = () => {
        ended = true;
        for (const w of helpers) w.terminate();
        terminate();
      };
      const start = (w, message, transfer) => w.postMessage({ ...message, alive: watched(w, lost) }, transfer);
      awaited(worker, lost);
      const { module } = program;
      const from = module ? { module } : program.compiling ? {} : { kept };
      if (role && !module && program.compiling) program.arrived.then((late) => worker.postMessage({ module: late }), () => {});
      if (role === "engine" && kernel) {
        start(worker, { role, ...from, kernel }, []);
      } else if (role === "engine") {
        const { port1, port2 } = new MessageChannel();
        helpers.push(new Worker(url));
        start(worker, { role, ...from, inflater: port1 }, [port1]);
        start(helpers[0], { inflate: port2 }, [port2]);
      } else if (role) {
        start(worker, { role, ...from }, []);
      }
      if (role === "engine") words.then(() => worker.postMessage({ words: fenji.words }));
      return worker;
    };
    const first = -2; // a number that the page never gives
    let early = spawn("engine");
    early.hello = new Promise((answer, fail) => {
      const spoilt = () => {
        fail(new Error("the engine stopped"));
        early?.terminate();
        early = null;
        program.compileHere();
      };
      early.addEventListener("error", spoilt);
      early.addEventListener("messageerror", program.compileHere);
      early.addEventListener("message", ({ data }) => {
        if (data.kind === "panic") spoilt();
        if (data.kind === "compiled") program.arrive(data.module);
        if (data.id !== first) return;
        if (data.kind === "ok") answer(data.body);
        else fail(new Error("the engine does not answer"));
        program.compileHere(); // if it has not come by now
      });
    });
    early.hello.catch(() => {});
    early.postMessage({ id: first, op: "hello", args: new Uint8Array(), files: [] });
    return (role) => {
      if (role !== "engine" || !early) return spawn(role);
      const worker = early;
      early = null;
      return worker;
    };
  };
})();
