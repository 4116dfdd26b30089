// Builds web/static/vendor/echarts.js from the pinned packages; see the target charts of the Makefile. The same packages
// give the same bytes. What the page never does, and its policy would refuse, is left out: HTML, as a
// tooltip or as a joint picture of several charts.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const out = "../static/vendor/";
const cuts = [
  [/TooltipHTMLContent\.js$/, /[^]*/, "export default class { constructor() { throw new Error('no HTML'); } }"],
  [/zrender.lib.svg.Painter\.js$/, /\.innerHTML/g, ".textContent"],
  [/echarts.lib.(util.format|component.tooltip.tooltipMarkup)\.js$/, / style=(\\?")/g, " class=$1"], // of HTML nobody makes
  [/echarts.lib.core.echarts\.js$/, /\.innerHTML/g, ".textContent"],
];
const cut = {
  name: "cut",
  setup({ onLoad }) {
    for (const [filter, from, to] of cuts) {
      onLoad({ filter }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const contents = source.replace(from, to);
        if (contents === source) throw new Error(`${path} has nothing to cut any more`);
        return { contents };
      });
    }
  },
};
const version = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`)).version;
const banner = `/* Apache ECharts ${await version("echarts")} with zrender ${await version("zrender")}, a part of it; ` +
  "terms in LICENSE.txt and NOTICE.txt beside this file */";
await build({
  entryPoints: ["entry.js"], bundle: true, minify: true, format: "iife", target: "es2020", charset: "utf8",
  define: { "process.env.NODE_ENV": '"production"' }, legalComments: "none", banner: { js: banner },
  plugins: [cut], outfile: `${out}echarts.js`, logLevel: "warning",
});
const licence = await Promise.all([["Apache ECharts", "echarts/LICENSE"], ["zrender", "zrender/LICENSE"],
  ["d3, in parts of Apache ECharts", "echarts/licenses/LICENSE-d3"], ["tslib", "tslib/LICENSE.txt"]].map(async ([name, file]) =>
  `${name}\n\n${(await readFile(`node_modules/${file}`, "utf8")).trim()}\n`));
await writeFile(`${out}LICENSE.txt`, licence.join(`\n${"-".repeat(78)}\n\n`));
await writeFile(`${out}NOTICE.txt`, await readFile("node_modules/echarts/NOTICE", "utf8"));
const sum = createHash("sha256").update(await readFile(`${out}echarts.js`)).digest("hex");
await writeFile("SHA256SUMS", `${sum}  ${out}echarts.js\n`);
