// Paper: the price list and an article, as they are printed.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { open, useBrowser } from "./browser.mjs";
import { themes, visit } from "./clinic.mjs";

useBrowser();

const sites = await Promise.all(themes.flatMap((theme) => ["example", "hard"].map((clinic) => visit(clinic, theme))));
after(() => Promise.all(sites.map((site) => site.close())));

/** What is seen of a page on paper, in one line. */
const printed = (page) => page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));

/** How many sheets a page takes, on Letter with margins of 1.5 cm. */
async function sheets(page) {
  const margin = "1.5cm";
  const pdf = await page.pdf({ format: "Letter", margin: { top: margin, bottom: margin, left: margin, right: margin } });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
}

/** A page as it is printed: black on white, whatever the reader's scheme is. */
async function onPaper(site, path) {
  const opened = await open(site, path, { width: 816, colorScheme: "dark" });
  await opened.page.emulateMedia({ media: "print", colorScheme: "dark" });
  return opened;
}

const gone = "body > a:first-of-type, nav, .button, [popovertarget]";

for (const site of sites.filter(({ clinic }) => clinic === "example")) {
  describe(site.theme, () => {
    test("the price list is a price list", async () => {
      const { page, close } = await onPaper(site, "/pricing/");
      const text = await printed(page);
      const words = [
        "Clear Spine Clinic",
        "$1,800",
        "Epidural blood patch",
        "$800",
        "Two hours of observation",
        "MRI before the patch",
        "The imaging center",
        "Free until the day before",
        "$850",
        "12 Harbor Street",
      ];
      for (const word of words) assert.ok(text.includes(word), `paper shows "${word}"`);
      for (const control of await page.locator(gone).all()) assert.equal(await control.isVisible(), false, await control.innerText());
      const colours = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]);
      assert.match(colours[0], /rgb\(0, 0, 0\)/, "black");
      assert.match(colours[1], /rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)/, "on white");
      const count = await sheets(page);
      assert.ok(count <= 6, `${count} sheets`);
      await close();
    });

    test("an article has its sources, with their addresses", async () => {
      const { page, close } = await onPaper(site, "/articles/what-to-expect-from-a-blood-patch/");
      const text = await printed(page);
      for (const word of ["Ana Ortiz", "Ben Lee", "Last reviewed"]) assert.ok(text.includes(word), `paper shows "${word}"`);
      const sources = page.locator("main [id^=_source], main .references li");
      assert.ok((await sources.count()) > 5);
      for (const source of await sources.all()) assert.ok(await source.isVisible());
      for (const control of await page.locator(gone).all()) assert.equal(await control.isVisible(), false, await control.innerText());
      const count = await sheets(page);
      assert.ok(count <= 9, `${count} sheets`);
      await close();
    });
  });
}

for (const site of sites.filter(({ clinic }) => clinic === "hard")) {
  test(`${site.theme}: what is folded on the screen is open on paper`, async () => {
    const { page, close } = await onPaper(site, "/pricing/");
    const text = await printed(page);
    for (const words of ["Bericht in einfachen Worten", "Essen Sie zwei Stunden vorher nichts", "Mehr als drei Angehörige"]) {
      assert.ok(text.includes(words), `paper shows "${words}"`);
    }
    await close();
  });
}
