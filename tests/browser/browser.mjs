// A browser, and pages in it that note what goes wrong.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core"), "utf8");

/** What axe is asked: WCAG 2.0 to 2.2 in A and AA, and its best practices. */
export const everyRule = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** The rules that look at colours: in another scheme all others say the same. */
export const rulesOfColours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Starts a browser that knows no other host. */
export const launch = (args = []) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...flags, ...args] });

let browser;

/** One browser for all tests of a file. */
export function useBrowser() {
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
}

/** A new page on this address of a served site, in a context of its own; `faults` has what went wrong while it loaded. */
export async function open(site, path, { width = 1280, height = 800, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script: ${error}`));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    if (path === "/404.html" && message.text().includes("404")) return;
    faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${site.origin}/`)) faults.push(`another host: ${request.url()}`);
  });
  await page.goto(site.origin + path, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return { page, faults, close: () => context.close() };
}

/** What axe finds, each rule with an element that breaks it. */
export async function violations(page, runOnly = everyRule) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }),
    runOnly,
  );
  const line = (text) => text.replace(/\s+/g, " ").trim();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => {
      const why = [...node.any, ...node.all, ...node.none].map((check) => check.message)[0] ?? "";
      return `${id}: ${node.target.join(" ")} · ${line(node.html).slice(0, 160)} · ${line(why)}`;
    }),
  );
}

/** Lays a style over a page, which its policy would not let a page do itself. */
export const lay = (page, css) =>
  page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, css);
