// Takes the pictures that tests/pictures promises.

import { mkdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { repository, themes, visit } from "./clinic.mjs";

const { values: asked } = parseArgs({ options: { options: { type: "boolean", default: false } } });

/** What an agency may set, without a line of CSS. */
const sets = {
  burgundy: { accent: "#7a1f2b", neutral: "warm" },
  blue: { accent: "#1f4e8c", neutral: "cool", radius: "sharp", heading_face: "sans", hero: "picture" },
  plum: { accent: "#6b3a78", radius: "round" },
  ochre: { accent: "#8a5200", neutral: "warm", hero: "words" },
};

const browser = await launch();

/** Takes a picture of a page, as a reader finds it in a window of this width. */
async function take(site, path, file, { width, colorScheme = "light", deviceScaleFactor = 1, fullPage }) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, deviceScaleFactor, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.screenshot({ path: file, fullPage });
  await context.close();
}

async function everyPage() {
  const folder = join(repository, "target/pictures");
  await rm(folder, { recursive: true, force: true });
  for (const theme of themes) {
    const site = await visit("example", theme);
    for (const { path } of site.pages) {
      const name = path.replace(/^\/|\/$|\.html$/g, "").replaceAll("/", "_") || "home";
      const ways = [360, 1280].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme, fullPage: true })));
      await Promise.all(ways.map((way) => take(site, path, join(folder, theme, `${name}-${way.width}-${way.colorScheme}.png`), way)));
    }
    await site.close();
  }
  return folder;
}

async function everyOption() {
  const folder = join(repository, "docs/options");
  await mkdir(folder, { recursive: true });
  for (const [name, options] of Object.entries(sets)) {
    const lines = Object.entries(options).map(([key, value]) => `${key} = "${value}"\n`).join("");
    const change = (text) => text.replace(/^\[theme_options\]\n[^[]*/m, `[theme_options]\n${lines}\n`);
    const site = await visit("example", "meridian", { change });
    await take(site, "/", join(folder, `${name}.png`), { width: 1280, deviceScaleFactor: 0.5, fullPage: false });
    await site.close();
  }
  return folder;
}

const folder = asked.options ? await everyOption() : await everyPage();
await browser.close();
console.log(relative(process.cwd(), folder));
