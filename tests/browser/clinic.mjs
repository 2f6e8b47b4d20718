// Whole clinics as a visitor finds them: laid into a temporary folder, built by the program, served under their policy.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, "../..");
/** The program that builds them. */
export const program =
  process.env.CLINICSITE ?? join(process.env.CARGO_TARGET_DIR ?? join(repository, "target"), "debug/clinicsite");
const folders = ["content", "static", "assets", "templates", "phrases"];

/** The day on which everything is built: what is dated stays as it is. */
export const day = "2026-12-01";

/** The names of the themes in the repository. */
export const themes = (await readdir(join(repository, "themes"))).sort();

/** The clinics beside these tests. */
export const fixtures = (await readdir(join(here, "clinics"))).sort();

/**
 * Builds a clinic with a theme and gives the folder of its site: "example" is the repository's own, else one of
 * `clinics/`. `change` changes the text of its site.toml, `files` are laid beside its own, by their paths.
 */
export async function build(clinic, theme, { change = (text) => text, files = {} } = {}) {
  const from = clinic === "example" ? repository : join(here, "clinics", clinic);
  const root = await mkdtemp(join(tmpdir(), "clinicsite-"));
  const there = await readdir(from);
  for (const name of folders.filter((name) => there.includes(name))) {
    await cp(join(from, name), join(root, name), { recursive: true });
  }
  await cp(join(repository, "themes"), join(root, "themes"), { recursive: true });
  const site = (await readFile(join(from, "site.toml"), "utf8")).replace(/^theme\s*=.*\n/m, "");
  if (there.includes("phrases")) await fillPhrases(join(root, "phrases"), theme);
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  }
  await writeFile(join(root, "site.toml"), change(`theme = "${theme}"\n${site}`));
  try {
    await promisify(execFile)(program, ["build", "--as-of", day, "--output", join(root, "public")], { cwd: root });
  } catch (error) {
    throw new Error(`the clinic "${clinic}" does not build with ${theme}:\n${error.stderr || error}`);
  }
  return { folder: join(root, "public"), remove: () => rm(root, { recursive: true, force: true }) };
}

/** Adds the English phrases of the themes to a language that no theme has: a test need not translate what it never shows. */
async function fillPhrases(folder, theme) {
  const [file] = await readdir(folder);
  const english = await Promise.all(
    ["meridian", theme].map((name) => readFile(join(repository, "themes", name, "phrases/en.toml"), "utf8").catch(() => "")),
  );
  const own = await readFile(join(folder, file), "utf8");
  const keyOf = (line) => line.match(/^([a-z_0-9]+)\s*=/)?.[1];
  const lines = new Map(english.flatMap((text) => text.split("\n")).map((line) => [keyOf(line), line]));
  for (const known of [undefined, ...own.split("\n").map(keyOf)]) lines.delete(known);
  await writeFile(join(folder, file), [own, ...lines.values(), ""].join("\n"));
}

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".woff2": "font/woff2",
  ".mp4": "video/mp4",
  ".vtt": "text/vtt; charset=utf-8",
};

/** The rules of a site's `_headers`: a path with `*`, and the headers of what it covers. */
function headerRules(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim())) {
    const [name, ...value] = line.split(":");
    if (/^\s/.test(line)) rules.at(-1).headers.push([name.trim().toLowerCase(), value.join(":").trim()]);
    else rules.push({ covers: new RegExp(`^${line.trim().replace(/[.]/g, "\\.").replace("*", ".*")}$`), headers: [] });
  }
  return rules;
}

/** Serves a built site as a host does that reads its `_headers`; `sent` has each answer with its compressed bytes. */
export async function serve(folder) {
  const rules = headerRules(await readFile(join(folder, "_headers"), "utf8"));
  const sent = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://clinic").pathname);
    const read = (path) => readFile(join(folder, path)).then((body) => ({ path, body }));
    const found = await read(path.endsWith("/") ? `${path}index.html` : path).catch(() => null);
    const { path: file, body } = found ?? (await read("404.html"));
    const headers = { "content-type": types[extname(file)] ?? "application/octet-stream" };
    for (const rule of rules.filter((rule) => rule.covers.test(path))) Object.assign(headers, Object.fromEntries(rule.headers));
    const small = /text|json|xml|javascript|calendar/.test(headers["content-type"]) ? gzipSync(body) : body;
    if (small !== body) headers["content-encoding"] = "gzip";
    sent.push({ path, type: headers["content-type"], bytes: small.length });
    response.writeHead(found ? 200 : 404, { ...headers, "content-length": small.length });
    response.end(small);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => new Promise((closed) => (server.closeAllConnections(), server.close(closed)));
  return { origin: `http://127.0.0.1:${server.address().port}`, sent, close };
}

/** A clinic, built and served until the tests end: `pages` are the addresses of its pages with their kinds. */
export async function visit(clinic, theme, options) {
  const { folder, remove } = await build(clinic, theme, options);
  const host = await serve(folder);
  const close = async () => {
    await host.close();
    await remove();
  };
  return { ...host, clinic, theme, folder, pages: await pagesOf(folder), close };
}

/** Every page of a built site, in the order of the addresses: `{ path, kind, html }`. Redirects are none. */
export async function pagesOf(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html")).sort();
  const pages = await Promise.all(
    files.map(async (file) => {
      const html = await readFile(join(folder, file), "utf8");
      const kind = html.match(/<body class="(?:[^"]* )?kind-([a-z0-9-]+)/)?.[1];
      const path = `/${file.split(sep).join("/")}`.replace(/\/index\.html$/, "/");
      return { path, kind, html };
    }),
  );
  return pages.filter((page) => page.kind);
}

/** The longest page of each kind. */
export function oneOfEachKind(pages) {
  const longest = new Map();
  for (const page of pages) {
    if (!(page.html.length <= longest.get(page.kind)?.html.length)) longest.set(page.kind, page);
  }
  return [...longest.values()];
}

/** The files of a built site that end so, by their paths below it. */
export async function filesOf(folder, ending) {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith(ending)).sort();
}
