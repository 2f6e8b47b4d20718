// Every kind of page of every theme, in both schemes and at every width: what axe finds, what is cut, what sticks out.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { everyRule, lay, open, rulesOfColours, useBrowser, violations } from "./browser.mjs";
import { fixtures, oneOfEachKind, themes, visit } from "./clinic.mjs";
import { borderless, cut, sideways } from "./measure.mjs";

const widths = [320, 360, 1280];
/** At these nothing but the width is measured. */
const moreWidths = [375, 768, 1024, 1600];

/**
 * What axe looks at: the example at every width in both schemes; the other clinics, which have the same colours, at the
 * two ends.
 */
const lookedAt = (clinic) =>
  clinic === "example"
    ? widths.flatMap((width) => [["light", width, everyRule], ["dark", width, rulesOfColours]])
    : [["light", 320, everyRule], ["light", 1280, everyRule]];

/** Of two clinics from right to left one shows what breaks: direction.test.mjs reads both. */
const clinics = ["example", ...fixtures.filter((clinic) => clinic !== "hebrew")];

/** The spacing that a reader may set: WCAG 1.4.12. */
const spacing =
  "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}";

/** The bar at the foot of a phone's window covers half of what happens to scroll below it: no target is small by that. */
const barAtTheEnd = ".booking-bar{position:static!important}";

useBrowser();

const sites = await Promise.all(
  themes.flatMap((theme) => clinics.map((clinic) => visit(clinic, theme))),
);
after(() => Promise.all(sites.map((site) => site.close())));

/** Everything that is wrong with a page: rule and element, and at which widths and schemes. */
async function faultsOf(site, path) {
  const { page, faults, close } = await open(site, path);
  const where = new Map();
  const tell = (place, rule, told) => {
    for (const fault of told) where.set(`${rule}: ${fault}`, [...(where.get(`${rule}: ${fault}`) ?? []), place]);
  };
  const resize = (width, height = 800) => page.setViewportSize({ width, height });
  tell("while it loads", "fault", faults);
  await lay(page, barAtTheEnd);
  for (const [colorScheme, width, rules] of lookedAt(site.clinic)) {
    await resize(width);
    await page.emulateMedia({ colorScheme });
    tell(`${colorScheme} ${width}`, "axe", await violations(page, rules));
  }
  await lay(page, "");
  for (const width of [...widths, ...moreWidths]) {
    await resize(width);
    tell(width, "sideways", await page.evaluate(sideways));
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  tell("forced colours", "no border", await page.evaluate(borderless));
  await page.emulateMedia({ forcedColors: "none" });
  await lay(page, spacing);
  await resize(320);
  tell("spacing 320", "sideways", await page.evaluate(sideways));
  tell("spacing 320", "cut", await page.evaluate(cut));
  await lay(page, "html{font-size:200%!important}");
  await resize(360);
  tell("text of 200 % 360", "cut", await page.evaluate(cut));
  await lay(page, "");
  await resize(640, 400);
  tell("zoom of 200 %", "sideways", await page.evaluate(sideways));
  tell("zoom of 200 %", "cut", await page.evaluate(cut));
  await close();
  return [...where].map(([fault, places]) => `${fault}  (${places.join(", ")})`);
}

describe("every page is right for everybody", { concurrency: 2 }, () => {
  for (const site of sites) {
    for (const { path, kind } of oneOfEachKind(site.pages)) {
      test(`${site.theme}, ${site.clinic}, ${kind}: ${path}`, async () => {
        const found = await faultsOf(site, path);
        assert.ok(found.length === 0, found.join("\n"));
      });
    }
  }
});
