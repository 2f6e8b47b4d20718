// A page by keyboard alone: the order of what can be reached, a focus that is always seen, the menu of a phone.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { open, useBrowser, violations } from "./browser.mjs";
import { themes, visit } from "./clinic.mjs";
import { focused } from "./measure.mjs";

useBrowser();

const sites = await Promise.all(themes.flatMap((theme) => ["example", "hard"].map((clinic) => visit(clinic, theme))));
after(() => Promise.all(sites.map((site) => site.close())));

const order = ["skip", "header", "menu", "content", "bar"];

/** Every stop of the tab key, from the top of a page to its end. */
async function walk(page) {
  const stops = [];
  for (let at = 0; at < 400; at += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop) return stops;
    stops.push(stop);
  }
  return assert.fail("the tab key never comes to the end of the page");
}

/** The page of a kind that has most to reach. */
const ofKind = (site, kind) => site.pages.find((page) => page.kind === kind).path;

for (const site of sites) {
  describe(`${site.theme}, ${site.clinic}`, () => {
    for (const [kind, width] of [["home", 1280], ["home", 360], ["pricing", 1280], ["pricing", 360], ["article", 360]]) {
      test(`${kind} at ${width} px: all is reached in the order of the page, and seen`, async () => {
        const { page, close } = await open(site, ofKind(site, kind), { width, reducedMotion: "reduce" });
        const stops = await walk(page);
        const ranks = stops.map((stop) => order.indexOf(stop.region)).filter((rank) => rank >= 0);
        const regions = stops.map((stop) => stop.region).filter((region, at, all) => region !== all[at - 1]);
        assert.equal(stops[0]?.region, "skip", "the first stop skips to the content");
        assert.deepEqual(ranks, ranks.toSorted((one, other) => one - other), `the order is ${regions.join(", ")}`);
        assert.ok(regions.includes("content"));
        const unseen = stops.filter((stop) => !stop.outlined || !stop.uncovered);
        const why = ({ region, name, outlined }) => `${region}: ${name} ${outlined ? "is covered" : "has no outline"}`;
        assert.deepEqual(unseen.map(why), []);
        await close();
      });
    }

    test("the first stop leads to the content", async () => {
      const { page, close } = await open(site, "/");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
      await page.keyboard.press("Tab");
      assert.equal((await page.evaluate(focused)).region, "content");
      await close();
    });

    for (const javaScriptEnabled of [true, false]) {
      test(`the menu of a phone opens and closes by keyboard, ${javaScriptEnabled ? "with" : "without"} script`, async () => {
        const { page, close } = await open(site, "/", { width: 360, javaScriptEnabled });
        const button = page.locator("[popovertarget]:not([popovertargetaction=hide])");
        if ((await button.count()) === 0) {
          // A theme whose menu does not fold shows it whole.
          assert.ok(await page.locator("body > header nav a").first().isVisible());
          return close();
        }
        const menu = page.locator("[popover]");
        assert.equal(await menu.isVisible(), false);
        await button.focus();
        await page.keyboard.press("Enter");
        assert.ok(await menu.isVisible());
        const entries = await menu.locator("a").allInnerTexts();
        assert.ok(entries.length >= 8, `${entries}`);
        if (javaScriptEnabled) assert.deepEqual(await violations(page), []);
        await page.keyboard.press("Tab");
        assert.equal((await page.evaluate(focused)).region, "menu");
        await page.keyboard.press("Escape");
        assert.equal(await menu.isVisible(), false);
        assert.ok(await button.evaluate((button) => button === document.activeElement), "the focus is where it was");
        await page.keyboard.press("Enter");
        await menu.locator("[popovertargetaction=hide]").click();
        assert.equal(await menu.isVisible(), false);
        return close();
      });
    }

    if (site.clinic !== "hard") return;
    test("fourteen entries are all reached, folded or not", async () => {
      const { page, close } = await open(site, "/");
      const more = page.locator("body > header nav details");
      if ((await more.count()) === 1) {
        await more.locator("summary").focus();
        await page.keyboard.press("Enter");
        assert.deepEqual(await violations(page), []);
      }
      const entries = page.locator("body > header nav li a");
      assert.equal(await entries.count(), 14);
      for (const entry of await entries.all()) assert.ok(await entry.isVisible());
      await close();
    });
  });
}
