// Stands in front of boot.js and tells workers.js of workers that are gone, which nobody else does.
"use strict";

(() => {
  // A worker that the system ends, for want of memory say, does so without a word. But while it lives it holds a lock of
  // the name that it is given here, and says when it has it; whoever gets that lock then knows that the worker is gone.
  let watches = 0;
  const watched = (worker, lost) => {
    const name = `fenji ${performance.timeOrigin} ${++watches}`;
    worker.addEventListener("message", function held({ data }) {
      if (data.kind !== "alive") return;
      worker.removeEventListener("message", held);
      navigator.locks?.request(name, lost).catch(() => {});
    });
    return name;
  };

  // A worker that never came to hold a lock, as on some pages from the disk, is taken for gone when it was asked something and
  // gives no sign for so long. It tells how far it is every moment; only a few steps of a large file take some seconds.
  const silence = 120; // looks, a second each: a computer that sleeps does not count
  const awaited = (worker, lost) => {
    const asked = new Set();
    let quiet = 0;
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message, transfer) => {
      quiet = 0;
      if (message.op) asked.add(message.id);
      post(message, transfer);
    };
    worker.addEventListener("message", ({ data }) => {
      quiet = 0;
      if (data.kind === "alive" && navigator.locks) clearInterval(look);
      if (data.kind !== "progress" && data.kind !== "part") asked.delete(data.id);
    });
    const look = setInterval(() => {
      if (asked.size > 0 && ++quiet > silence) {
        clearInterval(look);
        lost();
      }
    }, 1_000);
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      clearInterval(look);
      terminate();
    };
  };

  globalThis.fenji.watch = { watched, awaited };
})();
