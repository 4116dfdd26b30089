// Stands for Cloudflare's static assets over a folder: tags, its redirect away from index.html, and its wrong types.
export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname === "/index.html") return new Response(null, { status: 307, headers: { Location: "/" } });
    if (request.headers.get("Accept-Encoding")) return new Response("compressed twice", { status: 500 });
    if (url.pathname === "/") url.pathname = "/index.html";
    const file = await env.DISK.fetch(url, { method: request.method });
    const folder = file.headers.get("Content-Type") === "application/json"; // a listing
    if (!file.ok || folder) return new Response(null, { status: 404 });
    const tag = `"${url.pathname}"`;
    if (request.headers.get("If-None-Match") === tag) return new Response(null, { status: 304, headers: { ETag: tag } });
    return new Response(file.body, { headers: { ...Object.fromEntries(file.headers), ETag: tag, "Content-Type": "text/x-wrong" } });
  },
};
