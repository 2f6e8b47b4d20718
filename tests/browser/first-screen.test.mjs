// What a reader sees without scrolling: on a phone of 360 by 800 px, and in a window of 1280 by 800.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { open, useBrowser } from "./browser.mjs";
import { oneOfEachKind, themes, visit } from "./clinic.mjs";

useBrowser();

const sites = await Promise.all(themes.map((theme) => visit("example", theme)));
after(() => Promise.all(sites.map((site) => site.close())));

const booking = "https://booking.example/clear-spine";

/** The texts that are wholly seen, one after the other, and where the links lead that are. */
const seen = (page) =>
  page.evaluate(() => {
    const whole = ({ left, right, top, bottom, width, height }) =>
      width > 1 && height > 1 && left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
    const uncovered = ({ left, right, top, bottom }, element) => {
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return at && (element.contains(at) || at.contains(element));
    };
    const texts = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      range.selectNodeContents(text);
      const lines = [...range.getClientRects()];
      if (text.data.trim() && lines.length && lines.every((line) => whole(line) && uncovered(line, text.parentElement))) texts.push(text.data);
    }
    const links = [...document.querySelectorAll("a[href]")].filter((link) => {
      const lines = [...link.getClientRects()];
      return lines.length && lines.every((line) => whole(line) && uncovered(line, link));
    });
    return { text: texts.join(" ").replace(/\s+/g, " "), links: links.map((link) => link.getAttribute("href")) };
  });

/** What the first screen of these pages must show: texts, and where links lead. */
const phone = {
  "/": {
    texts: ["Clear Spine Clinic", "spinal CSF leaks", "Spinal CSF leak clinic with published prices", /9 days/],
    links: [booking, "/pricing/"],
  },
  "/pricing/": { texts: ["$1,800"] },
  "/services/epidural-blood-patch/": { texts: ["$800"], links: [booking] },
  "/articles/what-to-expect-from-a-blood-patch/": { texts: ["Ana Ortiz", "Ben Lee", /Last reviewed/] },
};
/** The ways that are within reach on every page: meridian has them in a bar at the foot of a phone, prices too. */
const ways = ["tel:+16175550142", booking];
const bar = [...ways, "/pricing/"];

/** Fails with what is seen, where a text or a link is not. */
function assertSeen({ text, links }, { texts = [], links: wanted = [] }, path) {
  for (const words of texts) assert.ok(words instanceof RegExp ? words.test(text) : text.includes(words), `${path} shows ${words}; it shows: ${text}`);
  for (const link of wanted) assert.ok(links.includes(link), `${path} shows a link to ${link}; it shows: ${links.join(" ")}`);
}

for (const site of sites) {
  describe(site.theme, () => {
    for (const [path, wanted] of Object.entries(phone)) {
      test(`the first screen of a phone: ${path}`, async () => {
        const { page, close } = await open(site, path, { width: 360, height: 800 });
        const shown = await seen(page);
        assertSeen(shown, { texts: wanted.texts, links: site.theme === "meridian" ? [...bar, ...(wanted.links ?? [])] : ways }, path);
        await close();
      });
    }

    test("a wide window: the year's sum on the home page, telephone and booking on every page", async () => {
      const { page, close } = await open(site, "/");
      for (const { path } of oneOfEachKind(site.pages)) {
        await page.goto(site.origin + path);
        const shown = await seen(page);
        assertSeen(shown, { texts: site.theme === "meridian" && path === "/" ? ["$1,800"] : [], links: ways }, path);
      }
      await close();
    });
  });
}
