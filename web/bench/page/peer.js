// A worker that does one piece of work by another program than ours and tells how long it took.
"use strict";

const bytesOf = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

const timed = async (work) => {
  const start = performance.now();
  const more = await work();
  return { ms: performance.now() - start, ...more };
};

// inflate is the browser's own, fed and emptied chunk by chunk.
const inflate = async ({ parts }) => {
  const packed = await Promise.all(parts.map(bytesOf));
  return timed(async () => {
    let bytes = 0;
    for (const part of packed) {
      const stream = new DecompressionStream("deflate-raw");
      const writer = stream.writable.getWriter();
      for (let at = 0; at < part.length; at += 1 << 18) writer.write(part.subarray(at, at + (1 << 18))).catch(() => {});
      writer.close().catch(() => {});
      const reader = stream.readable.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        bytes += value.length;
      }
    }
    return { bytes };
  });
};

const sheetjsRead = async ({ file }) => {
  const bytes = await bytesOf(file);
  return timed(() => {
    const book = peers.XLSX.read(bytes, { type: "array", dense: true });
    const sheet = book.Sheets[book.SheetNames[0]];
    return { rows: peers.XLSX.utils.decode_range(sheet["!ref"]).e.r };
  });
};

const hucre = async ({ file }) => {
  const bytes = await bytesOf(file);
  return timed(async () => ({ rows: (await peers.readXlsx(bytes)).sheets[0].rows.length - 1 }));
};

// The readers of text are given the bytes of the file, as we are.
const textOf = (bytes) => new TextDecoder().decode(bytes);
const udsv = async ({ file }) => {
  const bytes = await bytesOf(file);
  return timed(() => {
    const text = textOf(bytes);
    return { rows: peers.initParser(peers.inferSchema(text)).typedArrs(text).length };
  });
};
const d3 = async ({ file }) => {
  const bytes = await bytesOf(file);
  return timed(() => ({ rows: peers.csvParseRows(textOf(bytes)).length - 1 }));
};
const duckdb = async ({ file }) => {
  const db = await peers.duckdb(new URL("/bench/duckdb.wasm", location.href).href);
  const bytes = await bytesOf(file);
  db.registerFileBuffer("rows.csv", bytes);
  const connection = db.connect();
  return timed(() => {
    connection.query("CREATE TABLE rows AS SELECT * FROM read_csv_auto('rows.csv')");
    return { rows: Number(connection.query("SELECT count(*) AS n FROM rows").toArray()[0].n) };
  });
};

// sheetjsWrite writes what a graded sheet holds: twelve columns.
const sheetjsWrite = async ({ rows }) => {
  const table = [["Customer", "Last purchase", "R days", "F visits", "M amount", "R points", "F points", "M points", "Score",
    "Grade", "Advice", "Note"]];
  for (let i = 0; i < rows; i++) {
    table.push([`C${String(i).padStart(8, "0")}`, `2024-0${1 + i % 9}-1${i % 10}`, i % 366, i % 12, i % 9000 + 0.25, i % 5 + 1,
      i % 4 + 1, i % 3 + 1, 1 + i % 40 / 10, "ABCD"[i % 4], "Call within a week and offer a check", ""]);
  }
  return timed(() => {
    const book = peers.XLSX.utils.book_new();
    peers.XLSX.utils.book_append_sheet(book, peers.XLSX.utils.aoa_to_sheet(table, { dense: true }), "Graded");
    return { bytes: peers.XLSX.write(book, { type: "array", bookType: "xlsx", bookSST: true, compression: true }).byteLength };
  });
};

// excelize tells its own time, from the bytes to the last row.
const excelize = async ({ file }) => {
  importScripts("/wasm_exec.js");
  globalThis.input = await bytesOf(file);
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(await bytesOf("/bench/excelize.wasm"), go.importObject);
  await go.run(instance);
  return { ...globalThis.output, memory: instance.exports.mem.buffer.byteLength };
};

const works = { inflate, hucre, sheetjsRead, sheetjsWrite, excelize, udsv, d3, duckdb };

onmessage = async ({ data }) => {
  try {
    if (data.work !== "inflate") importScripts("/bench/peers.js");
    postMessage(await works[data.work](data));
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
