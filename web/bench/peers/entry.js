// The programs that the site is measured beside, as one script for a worker. Nothing of this is ever part of the site.
import * as XLSX from "@e965/xlsx";
import { createDuckDB, BROWSER_RUNTIME, VoidLogger } from "./node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs";
import { csvParseRows } from "d3-dsv";
import { readXlsx } from "hucre/xlsx";
import { inferSchema, initParser } from "udsv";

const duckdb = async (module) => {
  const db = await createDuckDB({ mvp: { mainModule: module, mainWorker: "" }, eh: { mainModule: module, mainWorker: "" } },
    new VoidLogger(), BROWSER_RUNTIME);
  await db.instantiate(() => {});
  return db;
};

globalThis.peers = { XLSX, readXlsx, csvParseRows, inferSchema, initParser, duckdb };
