// Pages that are written from right to left: what starts at the right, and what does not turn.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { open, useBrowser } from "./browser.mjs";
import { themes, visit } from "./clinic.mjs";

useBrowser();

const languages = { arabic: "ar", hebrew: "he" };
const sites = await Promise.all(
  themes.flatMap((theme) => Object.keys(languages).map((clinic) => visit(clinic, theme))),
);
after(() => Promise.all(sites.map((site) => site.close())));

/** How far the text of an element stands from the right and the left edge of the box that it fills. */
function gaps(selector) {
  const element = document.querySelector(selector);
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = element.parentElement.getBoundingClientRect();
  const style = getComputedStyle(element.parentElement);
  const text = range.getBoundingClientRect();
  return {
    right: Math.round(box.right - parseFloat(style.paddingRight) - text.right),
    left: Math.round(text.left - box.left - parseFloat(style.paddingLeft)),
  };
}

/** Amounts and telephone numbers whose signs do not stand from left to right, as they are read. */
function turned() {
  const written = /[¥₪]\u00a0?[\d,.]+|[\d,.]+\u00a0[¥₪]|\+\d[\d-]+/g;
  const wrong = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (text.parentElement.closest("script, style")) continue;
    for (const { 0: run, index } of text.data.matchAll(written)) {
      const places = [...run].map((_, at) => {
        range.setStart(text, index + at);
        range.setEnd(text, index + at + 1);
        return range.getBoundingClientRect();
      });
      if (places.some(({ width }) => width === 0)) continue;
      const inOrder = places.every((place, at) => at === 0 || place.left > places[at - 1].left - 1);
      const onOneLine = places.every(({ top }) => Math.abs(top - places[0].top) < 12);
      if (!inOrder || !onOneLine) wrong.push(`${run} in "${text.data.trim().slice(0, 60)}"`);
    }
  }
  return wrong;
}

/** The boxes of the first two elements that a selector finds and a reader sees. */
const firstTwo = async (page, selector) => {
  const boxes = [];
  for (const element of await page.locator(selector).all()) {
    const box = await element.boundingBox();
    if (box?.width > 1 && boxes.length < 2) boxes.push(box);
  }
  return boxes;
};

for (const site of sites) {
  describe(`${site.theme}, ${site.clinic}`, () => {
    test("each page says its language and direction", () => {
      for (const { path, html } of site.pages) {
        const [tag] = html.match(/<html[^>]*>/);
        assert.match(tag, new RegExp(`lang="${languages[site.clinic]}"`), path);
        assert.match(tag, /dir="rtl"/, path);
      }
    });

    test("headings, brand and menu start at the right", async () => {
      const { page, close } = await open(site, "/pricing/");
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const { right, left } = await page.evaluate(gaps, "h1");
        if (site.theme !== "plain") assert.ok(right <= 2 && left >= right, `at ${width} px the heading is ${right} px from the right, ${left} from the left`);
        const align = await page.locator("main p").first().evaluate((element) => getComputedStyle(element).textAlign);
        assert.match(align, /start|right|center/);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      const [first, second] = await firstTwo(page, "body > header nav li");
      assert.ok(first.x > second.x, "the second entry of the menu stands left of the first");
      if (site.theme !== "plain") {
        const [brand] = await firstTwo(page, ".brand");
        const [phone] = await firstTwo(page, "body > header a[href^='tel:']");
        assert.ok(brand.x > phone.x, "the telephone stands left of the clinic's name");
      }
      await close();
    });

    test("amounts and telephone numbers keep their order, and are whole", async () => {
      const { page, close } = await open(site, "/");
      for (const path of site.pages.map((page) => page.path)) {
        await page.goto(site.origin + path);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          assert.deepEqual(await page.evaluate(turned), [], `${path} at ${width} px`);
        }
      }
      await close();
    });

    test("amounts of a ledger stand at the left", async () => {
      const { page, close } = await open(site, "/pricing/");
      const rows = await page.locator("main tr:has(td)").all();
      assert.ok(rows.length > 0);
      for (const row of rows) {
        const [name, ...cells] = await row.locator("th, td").all();
        const from = await name.boundingBox();
        for (const cell of cells) {
          const to = await cell.boundingBox();
          if (to && from) assert.ok(to.x < from.x, await row.innerText());
        }
      }
      await close();
    });

    test("no American law is told", () => {
      assert.ok(!site.pages.some((page) => page.kind === "good-faith-estimate"));
      for (const { path, html } of site.pages) assert.doesNotMatch(html, /Good Faith|Medicare/, path);
    });
  });
}
