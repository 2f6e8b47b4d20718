// What a page weighs, and what it asks for.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { open, useBrowser } from "./browser.mjs";
import { filesOf, oneOfEachKind, themes, visit } from "./clinic.mjs";

/** The most that a style sheet may have, in kilobytes as served and compressed. */
const styles = { meridian: [36, 9], plain: [16, 5] };
const kilobytes = (bytes) => bytes / 1000;
const total = (answers) => answers.reduce((sum, { bytes }) => sum + bytes, 0);

useBrowser();

const sites = await Promise.all(themes.map((theme) => visit("example", theme)));
after(() => Promise.all(sites.map((site) => site.close())));

/** The answers that a page asks for, with their compressed bytes. */
async function asked(site, path) {
  const before = site.sent.length;
  const { page, close } = await open(site, path, { width: 360 });
  // Pictures below the first screen are asked for as a reader comes to them.
  await page.evaluate(() => {
    for (const picture of document.images) picture.loading = "eager";
    const come = (picture) => picture.complete || new Promise((done) => (picture.onload = picture.onerror = done));
    return Promise.all([...document.images].map(come)).then(() => true);
  });
  await close();
  return site.sent.slice(before);
}

for (const site of sites) {
  describe(site.theme, () => {
    test("the home page is light", async () => {
      const answers = await asked(site, "/");
      const list = answers.map(({ path, bytes }) => `${path} ${bytes}`).join("\n");
      assert.ok(answers.length <= 10, `${answers.length} requests:\n${list}`);
      assert.ok(kilobytes(total(answers)) <= 100, `${total(answers)} bytes:\n${list}`);
    });

    test("each style sheet keeps to its size", async () => {
      const [whole, compressed] = styles[site.theme];
      for (const file of await filesOf(site.folder, ".css")) {
        const css = await readFile(join(site.folder, file));
        const zipped = gzipSync(css, { level: 9 }).length;
        assert.ok(kilobytes(css.length) <= whole, `${file}: ${css.length} bytes`);
        assert.ok(kilobytes(zipped) <= compressed, `${file}: ${zipped} bytes compressed`);
      }
    });

    test("fonts are few, and the only script is that of the estimator", async () => {
      for (const { path, html } of oneOfEachKind(site.pages)) {
        const answers = await asked(site, path);
        const fonts = answers.filter(({ type }) => type.startsWith("font/"));
        assert.ok(kilobytes(total(fonts)) <= 60, `${path} loads ${total(fonts)} bytes of fonts`);
        const scripts = answers.filter(({ type }) => type.startsWith("text/javascript"));
        assert.equal(scripts.length, html.includes("data-choices") ? 1 : 0, `${path} loads ${scripts.map((script) => script.path)}`);
        assert.ok(total(scripts) <= 4000, `${path} loads ${total(scripts)} bytes of script`);
        assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/, `${path} has no inline style and no inline script`);
      }
    });
  });
}
