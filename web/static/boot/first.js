// Stands in front of boot.js and answers in the first seconds, until the program is there. What the user does then is
// answered at once, with the texts of one language and the document alone, and handed to the program when it is live.
"use strict";

(() => {
  const themeKey = "fenji-theme"; // as the program names it
  const fenji = globalThis.fenji = { early: [] };

  // A file dropped or picked before the page is live waits, unread; the page takes these listeners over.
  const keep = (event) => {
    event.preventDefault();
    if (event.type === "drop") fenji.early.push(...event.dataTransfer.files);
    wait("drop-waiting", fenji.early.length > 0);
  };
  const pick = (event) => {
    if (event.target.id === "file") fenji.early.push(...event.target.files);
    wait("drop-waiting", fenji.early.length > 0);
  };
  addEventListener("dragover", keep);
  addEventListener("drop", keep);
  addEventListener("change", pick);
  fenji.takeEarly = () => {
    removeEventListener("dragover", keep);
    removeEventListener("drop", keep);
    removeEventListener("change", pick);
    return fenji.early.splice(0);
  };

  // This script runs as soon as it is there, for the program is the longest on its way. The document, and the scripts that
  // wait for it, come meanwhile.
  const whole = new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", () => resolve());
  });
  const parsed = new Promise((resolve) => {
    addEventListener("DOMContentLoaded", () => resolve());
    whole.then(resolve);
  });

  const root = document.documentElement;
  const first = { live: false, lang: /^zh/i.test(new URLSearchParams(location.search).get("lang") ?? navigator.language ?? "zh") ?
    "zh-CN" : "en", theme: "auto", texts: {}, said: {}, sample: null };
  const themes = { auto: "light", light: "dark", dark: "auto" };

  const translate = () => {
    const said = inFront();
    if (!said) return;
    const [sign, name] = (said.get("money.CNY") ?? " ").split(" "); // as scoring/words/currency.go has it
    const worn = (text) => text.replaceAll("¤¤", name).replaceAll("¤", sign);
    for (const [key, put] of [["t", (e, text) => { e.textContent = text; }],
      ["tLabel", (e, text) => e.setAttribute("aria-label", text)], ["tPlaceholder", (e, text) => { e.placeholder = text; }]]) {
      const data = key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
      for (const e of document.querySelectorAll(`[data-${data}]`)) if (said.has(e.dataset[key])) put(e, worn(said.get(e.dataset[key])));
    }
    root.lang = first.lang;
    document.getElementById("lang").value = first.lang;
    showTheme();
  };
  const showTheme = () => {
    if (first.theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = first.theme;
    const text = inFront()?.get(`theme.${first.theme}`);
    if (text) document.getElementById("theme-text").textContent = text;
  };
  const keyOf = (line) => line.slice(0, line.indexOf(" "));
  const catalogue = (text) => new Map(text.split("\n").map((line) => [keyOf(line), line.slice(line.indexOf(" ") + 1)]));
  // inFront gives the texts of the language in front, if they are there.
  const inFront = () => {
    const { lang, texts, said } = first;
    if (texts[lang]) said[lang] ??= catalogue(texts[lang]);
    return said[lang];
  };

  // learn takes the texts of a language. Where the program is near, it has so long to put them into the document itself.
  const learn = (lang, text, near) => {
    first.texts[lang] = text;
    const inTurn = () => { if (lang === first.lang && !first.live && root.lang !== lang) translate(); };
    parsed.then(() => (near ? setTimeout(inTurn, near) : inTurn()));
  };

  const early = (event) => {
    const button = event.target.closest?.("button");
    if (first.live || !button) return;
    if (button.id === "theme") {
      first.theme = themes[first.theme];
      showTheme();
      try { localStorage.setItem(themeKey, first.theme); } catch { /* full */ }
    } else if (button.dataset.sample) {
      first.sample?.removeAttribute("aria-busy");
      first.sample = button;
      button.setAttribute("aria-busy", "true");
      wait("sample-waiting", true);
    }
  };
  const chosen = ({ target }) => {
    if (target.id !== "lang" || first.live) return;
    first.lang = target.value;
    translate();
  };
  const wait = (id, on) => { const said = document.getElementById(id); if (said) said.hidden = !on; };

  // live hands over; the program calls it. The program has drawn itself in the browser's language; a sample waits for the lock.
  const live = () => {
    first.live = true;
    const lang = document.getElementById("lang");
    if (root.lang !== first.lang) {
      lang.value = first.lang;
      lang.dispatchEvent(new Event("change", { bubbles: true }));
    }
    for (let i = 0; i < 2 && (root.dataset.theme ?? "auto") !== first.theme; i++) document.getElementById("theme").click();
    if (!first.sample) return;
    const look = new MutationObserver(() => {
      if (root.dataset.state === "loading") return;
      look.disconnect();
      wait("sample-waiting", false);
      first.sample.removeAttribute("aria-busy");
      if (root.dataset.state === "ready") first.sample.click();
    });
    look.observe(root, { attributeFilter: ["data-state"] });
  };
  parsed.then(() => {
    if (first.live) return;
    const stored = localStorage.getItem(themeKey);
    if (stored in themes) first.theme = stored;
    showTheme();
    if (root.lang !== first.lang) translate();
    for (const button of document.querySelectorAll("[data-sample]")) button.disabled = false;
    wait("drop-waiting", fenji.early.length > 0);
    addEventListener("click", early);
    addEventListener("change", chosen);
  });

  fenji.first = { parsed, whole, keyOf, learn, live, english: first.lang === "en" };
})();
