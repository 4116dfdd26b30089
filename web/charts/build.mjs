// Builds web/static/vendor/echarts.js from the pinned packages; see the target charts of the Makefile. The same packages
// give the same bytes. Left out is what the page never does: what its policy would refuse, HTML as a tooltip or as a joint
// picture of several charts, and what none of its options ask for. The library runs when the first chart is wanted.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { minify } from "terser";

const out = "../static/vendor/";
const all = /[^]*/;
const none = (...names) => names.map((name) => `export const ${name} = () => {};`).join("\n");
const cuts = [
  [/TooltipHTMLContent\.js$/, all, "export default class { constructor() { throw new Error('no HTML'); } }"],
  [/zrender.lib.svg.Painter\.js$/, /\.innerHTML/g, ".textContent"],
  [/echarts.lib.(util.format|component.tooltip.tooltipMarkup)\.js$/, / style=(\\?")/g, " class=$1"], // of HTML nobody makes
  [/echarts.lib.core.echarts\.js$/, /\.innerHTML/g, ".textContent"],
  // Canvas, which the decals would be drawn on; styles of pictures that move or answer the mouse by themselves.
  [/zrender.lib.canvas.graphic\.js$/, all, none("brush", "brushSingle", "brushLoopFinalize", "createCanvasPattern")],
  [/zrender.lib.svg.cssAnimation\.js$/, all, none("createCSSAnimation")],
  [/zrender.lib.svg.cssEmphasis\.js$/, all, none("createCSSEmphasis")],
  // Axes of time and logarithms, paths as text, maps, bars with round ends, a hundred thousand points, samples of them.
  [/echarts.lib.scale.Time\.js$/, all, `export default class {}\n${none("calcNiceForTimeScale")}`],
  [/echarts.lib.scale.Log\.js$/, all, "export default class {}"],
  [/zrender.lib.tool.path\.js$/, all, none("createFromString", "extendFromString", "mergePath", "clonePath")],
  [/echarts.lib.chart.heatmap.HeatmapLayer\.js$/, all, "export default class {}"],
  [/echarts.lib.util.shape.sausage\.js$/, all, "export default class {}"],
  [/zrender.lib.graphic.IncrementalDisplayable\.js$/, all, "export default class {}"],
  [/echarts.lib.processor.dataSample\.js$/, all, "export default (seriesType) => ({ seriesType, reset() {} });"],
  // Another theme, another tongue, a sign of waiting, the transforms of data sets, and how options were written once.
  [/echarts.lib.theme.dark\.js$/, all, "export default {};"],
  [/echarts.lib.i18n.langZH\.js$/, all, "export { default } from './langEN.js';"],
  [/echarts.lib.loading.default\.js$/, all, "export default () => null;"],
  [/echarts.lib.data.helper.transform\.js$/, all, none("registerExternalTransform", "applyDataTransform")],
  [/echarts.lib.preprocessor.backwardCompat\.js$/, all,
    "export default (option) => { option.series = [option.series ?? []].flat(); };"],
  [/echarts.lib.legacy.dataSelectAction\.js$/, all, none("createLegacyDataSelectAction", "handleLegacySelectEvents")],
  // Sorting, which browsers do stably by now.
  [/zrender.lib.core.timsort\.js$/, all,
    "export default (list, by, from = 0, to = list.length) => { for (const e of list.slice(from, to).sort(by)) list[from++] = e; };"],
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
const { outputFiles: [bundle] } = await build({
  entryPoints: ["entry.js"], bundle: true, write: false, format: "iife", globalName: "library", target: "es2020", charset: "utf8",
  define: { "process.env.NODE_ENV": '"production"' }, legalComments: "none", plugins: [cut], logLevel: "warning",
});
const { code } = await minify(bundle.text, { compress: { passes: 3, ecma: 2020 }, format: { ecma: 2020 } });
// The brackets around the function have browsers compile it ahead, while the rest of the page comes.
const late = `(() => { let init; const made = (() => { ${code} return library.init; });
const start = () => { try { init ??= made(); } catch (error) { console.error(error); delete globalThis.echarts; } };
globalThis.echarts = { start, init: (...of) => { start(); return init(...of); } }; })();`;
await writeFile(`${out}echarts.js`, `${banner}\n${late}\n`);
const licence = await Promise.all([["Apache ECharts", "echarts/LICENSE"], ["zrender", "zrender/LICENSE"],
  ["d3, in parts of Apache ECharts", "echarts/licenses/LICENSE-d3"], ["tslib", "tslib/LICENSE.txt"]].map(async ([name, file]) =>
  `${name}\n\n${(await readFile(`node_modules/${file}`, "utf8")).trim()}\n`));
await writeFile(`${out}LICENSE.txt`, licence.join(`\n${"-".repeat(78)}\n\n`));
await writeFile(`${out}NOTICE.txt`, await readFile("node_modules/echarts/NOTICE", "utf8"));
const sum = createHash("sha256").update(await readFile(`${out}echarts.js`)).digest("hex");
await writeFile("SHA256SUMS", `${sum}  ${out}echarts.js\n`);
