// What the Nu HTML checker and Lighthouse say of the sites that the tests build. Exit status: 1 where something is wrong.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import lighthouse from "lighthouse";
import { launch } from "../browser/browser.mjs";
import { filesOf, fixtures, themes, visit } from "../browser/clinic.mjs";

const { values: asked } = parseArgs({ options: { performance: { type: "boolean", default: false } } });
const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

/** What Lighthouse looks at, and the least that it must say. */
const visited = ["/", "/pricing/", "/articles/what-to-expect-from-a-blood-patch/"];
const least = { accessibility: 100, "best-practices": 100, seo: 100, performance: asked.performance ? 98 : 0 };

/**
 * Where vnu errs. It takes `'self'` in a policy for another origin than the page's, and data in JSON-LD for a script: the
 * browser, whose word counts, blocks neither, and the tests in the browser would tell it. Its CSS is older than these
 * properties, `@container` and masks of gradients.
 */
const younger = ["vector-effect", "paint-order", "container-type", "animation-timeline", "animation-range", "timeline-scope", "view-timeline"];
const mistaken = new RegExp(
  `Content Security Policy \\(meta tag\\)|^CSS: “(${younger.join("|")})”: Property|^CSS: Unrecognized at-rule “@container”|^CSS: “mask”: “linear-gradient`,
);

/** What vnu finds in the pages, style sheets and drawings of a built site. */
async function conformance({ theme, clinic, folder }) {
  const endings = [".html", ".css", ".svg"];
  const files = (await Promise.all(endings.map((ending) => filesOf(folder, ending)))).flat().map((file) => join(folder, file));
  const options = ["--also-check-css", "--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always"];
  const { stdout } = await promisify(execFile)("java", ["-Xss2m", "-jar", jar, ...options, ...files], { maxBuffer: 1 << 26 });
  const errors = JSON.parse(stdout).messages.filter(({ type, message }) => type !== "info" && !mistaken.test(message));
  console.log(`${theme}, ${clinic}: ${files.length} files, ${errors.length} errors`);
  return errors.map(({ url, lastLine, lastColumn, message, extract }) => {
    const file = relative(folder, fileURLToPath(url));
    return `${theme}, ${clinic}, ${file}:${lastLine}:${lastColumn}: ${message} · ${(extract ?? "").replace(/\s+/g, " ").slice(0, 120)}`;
  });
}

/** What Lighthouse finds on pages of a served site, on its profile of a phone. */
async function scores(site, port) {
  const faults = [];
  for (const path of visited) {
    const categories = Object.keys(least);
    const { lhr } = await lighthouse(site.origin + path, { port, onlyCategories: categories, logLevel: "error" });
    const points = categories.map((category) => [category, Math.round(lhr.categories[category].score * 100)]);
    console.log(`${site.theme}, ${path}: ${points.map(([category, score]) => `${category} ${score}`).join(", ")}`);
    for (const [category, score] of points.filter(([category, score]) => score < least[category])) {
      const lost = lhr.categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
      faults.push(`${site.theme}, ${path}: ${category} is ${score}: ${lost.map(({ id }) => id).join(", ")}`);
    }
  }
  return faults;
}

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

const faults = [];
const port = await freePort();
const chrome = await launch([`--remote-debugging-port=${port}`]);
for (const theme of themes) {
  for (const clinic of ["example", ...fixtures]) {
    const site = await visit(clinic, theme);
    faults.push(...(await conformance(site)));
    if (clinic === "example") faults.push(...(await scores(site, port)));
    await site.close();
  }
}
await chrome.close();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
