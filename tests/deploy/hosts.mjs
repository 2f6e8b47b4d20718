// Stand-ins of hosts: each serves a built site by the rules that the host has.

import { spawn } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "../browser/clinic.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** Old addresses of all sorts: of a file, of a folder, beyond ASCII, and of WordPress. */
export const old = {
  "/kosten.html": "/pricing/",
  "/über uns/": "/about/",
  "/blog/": "https://blog.example/",
  "/?p=12": "/about/",
};

/** The example with these old addresses, built for an address. */
export function site(address) {
  const lines = Object.entries(old).map(([from, to]) => `${JSON.stringify(from)} = ${JSON.stringify(to)}\n`);
  const change = (text) => {
    const moved = text.replace(/^base_url.*$/m, `base_url = ${JSON.stringify(address)}`);
    if (moved === text || !/\[redirects\]\n[^[]*$/.test(text)) throw new Error("the example's site.toml has changed");
    return moved + lines.join("");
  };
  return build("example", "meridian", { change });
}

/** The lines of a file. */
export async function linesOf(...path) {
  return (await readFile(join(...path), "utf8")).split("\n").filter((line) => line.trim());
}

/** The redirects of a site that every host can read, as [from, to, status]: those of an address without a query. */
export async function redirectsOf(folder) {
  const rules = (await linesOf(folder, "_redirects")).map((line) => line.split(" "));
  return rules.filter((rule) => rule.length === 3);
}

/**
 * Serves a site by the program of Cloudflare Pages itself. `told` is what it said of the site's files when it read them.
 */
export async function cloudflare(folder) {
  const program = join(here, "node_modules/wrangler/bin/wrangler.js");
  const words = ["pages", "dev", folder, "--port", "0", "--inspector-port", "0", "--compatibility-date", "2025-07-18"];
  const environment = { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1", FORCE_COLOR: "0", CI: "true" };
  const running = spawn(process.execPath, [program, ...words], { cwd: dirname(folder), env: environment });
  let told = "";
  const origin = await new Promise((resolve, reject) => {
    const hear = (text) => {
      told += text;
      const ready = told.match(/Ready on (http:\/\/\S+)/);
      if (ready) resolve(ready[1].replace("localhost", "127.0.0.1"));
    };
    running.stdout.setEncoding("utf8").on("data", hear);
    running.stderr.setEncoding("utf8").on("data", hear);
    running.on("exit", () => reject(new Error(`wrangler ended:\n${told}`)));
  });
  const close = () => new Promise((closed) => (running.removeAllListeners("exit").on("exit", closed), running.kill()));
  return { origin, told, close };
}

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript" };

/**
 * Serves a site as GitHub Pages does a project's: below the name of the repository, with no header of the site's own,
 * `404.html` for all that is not there. Nothing of a site reaches its neighbours on the same host.
 */
export async function githubPages(folder, repository) {
  const isFolder = (path) => stat(path).then((found) => found.isDirectory(), () => false);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const inside = path === repository ? "/" : path.startsWith(`${repository}/`) && path.slice(repository.length);
    const answer = (status, headers, body) => response.writeHead(status, headers).end(body);
    if (inside === false) return answer(404, { "content-type": "text/plain" }, "another site");
    if (!path.endsWith("/") && (await isFolder(join(folder, inside)))) {
      return answer(301, { location: `${encodeURI(path)}/` });
    }
    const names = inside.endsWith("/") ? [`${inside}index.html`] : [inside, `${inside}.html`];
    for (const name of names) {
      const body = await readFile(join(folder, name)).catch(() => null);
      const type = types[extname(name)] ?? "application/octet-stream";
      if (body) return answer(200, { "content-type": type, "cache-control": "max-age=600" }, body);
    }
    answer(404, { "content-type": types[".html"] }, await readFile(join(folder, "404.html")));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => new Promise((closed) => (server.closeAllConnections(), server.close(closed)));
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
