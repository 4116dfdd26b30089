// Draws what package chart describes, with Apache ECharts. An option comes as JSON; what JSON cannot say is added here:
// the sentence of an item as its tooltip, the keyboard, and where a click leads. Loaded before the lock.
"use strict";

(() => {
  const drawn = new WeakMap(); // host → its chart
  const fit = (host) => { // one that is out of sight, or comes back into it as it was, is left alone
    const chart = drawn.get(host)?.chart;
    const { clientWidth: width, clientHeight: height } = host;
    if (chart && width > 0 && (width !== chart.getWidth() || height !== chart.getHeight())) chart.resize();
  };
  let observer; // made with the first chart: by then boot.js has seen to browsers that have none
  const seen = () => observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) fit(target);
  });

  // prepare makes an option of a text.
  const prepare = (text) => {
    const option = JSON.parse(text);
    const { keys } = option;
    delete option.keys;
    option.tooltip.formatter = (params) => (Array.isArray(params) ? params[0] : params).data?.tip ?? "";
    return { option, keys };
  };

  // Which item a place in the chart belongs to, where whole columns or rows can be clicked.
  const under = ({ chart, option, keys }, x, y) => {
    if (!chart.containPixel("grid", [x, y])) return -1;
    const at = chart.convertFromPixel({ seriesIndex: 0 }, [x, y]);
    const items = option.series[0].data;
    const along = Array.isArray(items[0]?.value) ? at[0] * (items.length - 1) / 100 : at[keys.axis === "y" ? 1 : 0];
    return Math.max(0, Math.min(items.length - 1, Math.round(along)));
  };

  // Which of several lines is nearest to a place.
  const nearest = ({ chart, option }, index, y) => {
    let best = 0, least = Infinity;
    option.series.forEach(({ data }, seriesIndex) => {
      const { go, value } = data[index] ?? {};
      const far = go >= 0 && value != null ? Math.abs(chart.convertToPixel({ seriesIndex }, [index, value])[1] - y) : Infinity;
      if (far < least) [best, least] = [seriesIndex, far];
    });
    return best;
  };

  const follow = (view, index, line = 0) => {
    const go = view.option.series[line].data[index]?.go ?? -1;
    if (go >= 0) view.pick(view.host.dataset.chart, go);
  };

  // The keyboard moves from item to item; Enter does what a click does.
  const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const move = (view, host, dataIndex, seriesIndex = view.line) => {
    const { chart, option } = view;
    chart.dispatchAction({ type: "downplay", seriesIndex: view.line, dataIndex: view.at });
    Object.assign(view, { at: dataIndex, line: seriesIndex });
    for (const type of ["highlight", "showTip"]) chart.dispatchAction({ type, seriesIndex, dataIndex });
    const said = document.getElementById(host.dataset.say);
    if (said) said.textContent = (seriesIndex ? option.series[1].name + " " : "") + option.series[0].data[dataIndex].tip;
  };
  const press = (event) => {
    const host = event.currentTarget;
    const view = drawn.get(host);
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const { length } = view.option.series[0].data;
    const { columns } = view.keys;
    let index = view.at ?? -1;
    if (event.key === "Enter" || event.key === " ") follow(view, index, view.line);
    else if (event.key === "Home") move(view, host, 0);
    else if (event.key === "End") move(view, host, length - 1);
    else if (event.key === "Escape") leave(event);
    else if (steps[event.key]) {
      const [right, down] = steps[event.key];
      const [first, second] = view.option.series;
      const two = second?.data.some((item, i) => item?.go >= 0 && item.go !== first.data[i]?.go); // lines: up and down change over
      const next = index + right + (two ? 0 : down * columns);
      if (index < 0) index = 0;
      else if (next >= 0 && next < length) index = next;
      move(view, host, index, two && down ? +(down > 0) : view.line);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = ({ currentTarget }) => {
    const view = drawn.get(currentTarget);
    if (!view) return;
    view.chart.dispatchAction({ type: "hideTip" });
    view.chart.dispatchAction({ type: "downplay", seriesIndex: view.line });
  };

  // draw shows an option in an element, or another option in an element that has one.
  const draw = (host, text, pick) => {
    let view = drawn.get(host);
    const { option, keys } = prepare(text);
    if (!view) {
      view = { host, chart: echarts.init(host, null, { renderer: "svg" }) };
      drawn.set(host, view);
      seen().observe(host);
      host.addEventListener("keydown", press);
      host.addEventListener("blur", leave);
      view.chart.on("click", ({ dataIndex, seriesType }) => {
        if (!view.keys.axis && seriesType) follow(view, dataIndex);
      });
      view.chart.getZr().on("click", ({ offsetX, offsetY }) => {
        if (!view.keys.axis) return;
        const index = under(view, offsetX, offsetY);
        if (index >= 0) follow(view, index, view.keys.axis === "x" ? nearest(view, index, offsetY) : 0);
      });
    }
    Object.assign(view, { option, keys, pick, at: undefined, line: 0 });
    fit(host);
    view.chart.setOption(option, true);
  };

  const drop = (host) => {
    const view = drawn.get(host);
    if (!view) return;
    seen().unobserve(host);
    host.removeEventListener("keydown", press);
    host.removeEventListener("blur", leave);
    view.chart.dispose();
    drawn.delete(host);
  };

  const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

  // svg draws an option as a picture that stands alone, with its title above it where it has one.
  const svg = (text, { width, height, title, note, ink, muted, card, font }) => {
    const { option } = prepare(text);
    option.animation = false;
    const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
    chart.setOption(option);
    const inner = chart.renderToSVGString();
    chart.dispose();
    const head = title ? 56 : 0;
    const words = !title ? "" : `<text x="16" y="26" fill="${ink}" font-size="16" font-weight="600">${escaped(title)}</text>` +
      `<text x="16" y="46" fill="${muted}" font-size="12">${escaped(note)}</text>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + head}" ` +
      `viewBox="0 0 ${width} ${height + head}" font-family="${escaped(font)}">` +
      `<rect width="100%" height="100%" fill="${card}"/>${words}<g transform="translate(0 ${head})">${inner}</g></svg>`;
  };

  // picture makes a file of an option: an SVG, or a PNG of twice the size.
  const picture = async (kind, text, look) => {
    const drawing = new Blob([svg(text, look)], { type: "image/svg+xml" });
    if (kind === "svg") return drawing;
    const url = URL.createObjectURL(drawing);
    try {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((done, failed) => {
        canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
      });
    } finally {
      URL.revokeObjectURL(url);
    }
  };

  globalThis.charts = { draw, drop, picture };
})();
