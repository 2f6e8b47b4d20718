// What is missing where no script runs, and where no font is loaded: nothing.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { open, useBrowser } from "./browser.mjs";
import { oneOfEachKind, themes, visit } from "./clinic.mjs";
import { sideways } from "./measure.mjs";

useBrowser();

const sites = await Promise.all(themes.map((theme) => visit("example", theme)));
after(() => Promise.all(sites.map((site) => site.close())));

/** Opens all years that are folded; each click takes one away. */
async function unfold(page) {
  const folded = page.locator("details:not([open]):has([data-choices]) > summary");
  while (await folded.count()) await folded.first().click();
}

for (const site of sites) {
  describe(site.theme, () => {
    test("without script every sum stands in words, and nothing waits for one", async () => {
      const { page, close } = await open(site, "/pricing/", { javaScriptEnabled: false });
      for (const { path, html } of oneOfEachKind(site.pages)) {
        await page.goto(site.origin + path);
        const controls = await page.locator("main :is(input, select, button:not([popovertarget]))").all();
        for (const control of controls) {
          assert.equal(await control.isVisible(), false, `${path}: ${await control.evaluate((element) => element.outerHTML)}`);
        }
        if (!html.includes("data-choices")) continue;
        await unfold(page);
        for (const year of await page.locator("[data-choices]").all()) {
          assert.match(await year.innerText(), /\$\d/, `${path} shows its sums`);
        }
      }
      await page.goto(`${site.origin}/pricing/`);
      await unfold(page);
      const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
      for (const words of ["$1,800", "$2,900", "$4,000 to $4,800", "2 to 3"]) assert.ok(text.includes(words), `"${words}" is there`);
      await close();
    });

    test("without the font no heading takes more than a line more", async () => {
      for (const path of ["/", "/pricing/", "/articles/what-to-expect-from-a-blood-patch/"]) {
        for (const width of [360, 1280]) {
          const heights = [];
          for (const fonts of [true, false]) {
            const { page, close } = await open(site, "/404.html", { width });
            if (!fonts) await page.route(/\.woff2$/, (route) => route.abort());
            await page.goto(site.origin + path);
            await page.evaluate(() => document.fonts.ready.then(() => true));
            heights.push(
              await page.locator(":is(h1, h2, h3)").evaluateAll((headings) =>
                headings.map((heading) => [heading.offsetHeight, parseFloat(getComputedStyle(heading).lineHeight)]),
              ),
            );
            assert.deepEqual(await page.evaluate(sideways), [], `${path} at ${width} px ${fonts ? "with" : "without"} the font`);
            await close();
          }
          const [with_, without] = heights;
          without.forEach(([height, line], at) => {
            assert.ok(Math.abs(height - with_[at][0]) <= line * 1.2, `${path} at ${width} px: heading ${at + 1}, ${with_[at][0]} to ${height} px`);
          });
        }
      }
    });
  });
}
