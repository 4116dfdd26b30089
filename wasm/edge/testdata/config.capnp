using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = "worker.mjs", esModule = embed "worker.mjs"),
        (name = "wasm_exec.js", esModule = embed "wasm_exec.js"),
        (name = "runtime.mjs", esModule = embed "runtime.mjs"),
        (name = "app.wasm", wasm = embed "app.wasm"),
      ],
      bindings = [(name = "ASSETS", service = "assets")],
      compatibilityDate = "2025-07-01",
    )),
    (name = "assets", worker = (
      modules = [(name = "assets.mjs", esModule = embed "assets.mjs")],
      bindings = [(name = "DISK", service = "disk")],
      compatibilityDate = "2025-07-01",
    )),
    (name = "disk", disk = (writable = false)),
  ],
  sockets = [(name = "http", http = (), service = "main")],
);
