// Pictures as a browser takes them: which file it fetches, what moves while they load, which way up they stand.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { everyRule, open, useBrowser, violations } from "./browser.mjs";
import { filesOf, themes, visit } from "./clinic.mjs";
import { sideways } from "./measure.mjs";
import { drawing, photographs, quarters } from "./photographs.mjs";

const widths = [320, 360, 480, 768, 1024, 1280, 1920];
/** Upright, half a turn, both quarters, and one that is mirrored. */
const orientations = [1, 3, 6, 8, 7];

const portrait = { width: 2000, height: 2500, orientation: 6 };
const taken = await photographs({
  "content/home.jpg": {},
  "content/articles/lead.jpg": {},
  "content/articles/near.jpg": { orientation: 3 },
  "content/articles/far.jpg": {},
  "content/articles/tall.jpg": { width: 2000, height: 3000, orientation: 8 },
  "content/locations/door.jpg": {},
  "content/providers/mori.jpg": portrait,
  "content/providers/abe.jpg": portrait,
  "content/providers/ito.jpg": {},
  ...Object.fromEntries(orientations.map((orientation) => [`content/articles/turned-${orientation}.jpg`, { width: 900, height: 600, orientation }])),
});

const words = "Warmth reaches deeper than one thinks, and a sitting takes an hour. ".repeat(5);
const paragraphs = (count) => Array.from({ length: count }, () => words).join("\n\n");
const person = (name, picture) =>
  `+++\ntitle = "${name}"\nrole = "Physician"\nlocations = ["kiln"]\nimage = "${picture}"\nimage_alt = "${name} at a desk"\n+++\n\n${words}\n`;
const files = {
  ...taken,
  "static/mark.png": await drawing(640, 200),
  "content/_index.md": '+++\ntitle = "Deep heat"\nimage = "home.jpg"\nimage_alt = "The house"\n+++\n\nOne thing, done with care.\n',
  "content/articles/heat.md": `+++\ntitle = "What heat does"\ndate = 2026-05-04\nimage = "lead.jpg"\nimage_alt = "A room"\n+++\n\n## First\n\n![A lamp](near.jpg)\n\n${paragraphs(60)}\n\n![A garden](far.jpg)\n\n![A tree](tall.jpg)\n\n${words}\n`,
  "content/articles/turned.md": `+++\ntitle = "Turned"\ndate = 2026-05-05\n+++\n\n${orientations.map((one) => `![Held so: ${one}](turned-${one}.jpg)`).join("\n\n")}\n`,
  "content/locations/kiln.md": '+++\ntitle = "Kiln"\nimage = "door.jpg"\nimage_alt = "The door"\naddress = { street = "1-2 Kiln", locality = "Minato", postal_code = "105-0001", country = "JP" }\nhours = ["Mo-Fr 09:00-17:00"]\n+++\n\nBeside the water.\n',
  "content/providers/mori.md": person("Aki Mori", "mori.jpg"),
  "content/providers/abe.md": person("Ken Abe", "abe.jpg"),
  "content/providers/ito.md": person("Rin Ito", "ito.jpg"),
};
const change = (text) => `logo = "/mark.png"\n${text}\n[theme_options]\nhero = "picture"\n`;

useBrowser();

const sites = await Promise.all(themes.map((theme) => visit("one", theme, { files, change })));
after(() => Promise.all(sites.map((site) => site.close())));

/** The pages, and the pictures that each shows in sizes, with how far `sizes` may be off: lists of people have as many columns as there is room for. */
const places = {
  "/": { "home": 0.04, "mori": 0.2, "abe": 0.2, "ito": 0.2 },
  "/articles/heat/": { "lead": 0.04, "near": 0.04, "far": 0.04 },
  "/locations/kiln/": { "door": 0.04, "mori": 0.2, "abe": 0.2, "ito": 0.2 },
  "/providers/": { "mori": 0.2, "abe": 0.2, "ito": 0.2 },
  "/providers/mori/": { "mori": 0.04 },
  "/providers/ito/": { "ito": 0.04 },
};

/** Waits until every picture of a page has come, in the width of the window. */
const come = (page) =>
  page.evaluate(async () => {
    for (const picture of document.images) picture.loading = "eager";
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const come = (picture) => picture.complete || new Promise((done) => (picture.onload = picture.onerror = done));
    await Promise.all([...document.images].map(come));
  });

/** Every picture that comes in widths: its name, the width of its file, that which `sizes` says, and that in which it is drawn. */
const shown = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("img[srcset]")].map((picture) => {
      const [, name, file] = picture.currentSrc.match(/([a-z0-9-]+)-(\d+)\.[^/]+$/);
      const { width, height } = picture.getBoundingClientRect();
      const ratio = picture.getAttribute("width") / picture.getAttribute("height");
      const fit = getComputedStyle(picture).objectFit;
      const drawn = { cover: Math.max(width, height * ratio), contain: Math.min(width, height * ratio) }[fit] ?? width;
      const offered = picture.srcset.match(/\d+(?=w)/g).map(Number);
      // By nature, such a picture is as wide as `sizes` says.
      return { name, file: Number(file), said: picture.naturalWidth, drawn, offered };
    }),
  );

for (const site of sites) {
  describe(site.theme, () => {
    test("`sizes` says how wide each picture is shown, in every window", async () => {
      const wrong = [];
      for (const [path, near] of Object.entries(places)) {
        const { page, close } = await open(site, path);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          await come(page);
          const pictures = await shown(page);
          for (const name of Object.keys(near)) assert.ok(pictures.some((picture) => picture.name === name), `${path} shows ${name}`);
          for (const { name, said, drawn } of pictures) {
            const off = Math.abs(said / drawn - 1);
            if (off > (near[name] ?? 1)) wrong.push(`${path} ${name} at ${width}: ${said} px are said, ${Math.round(drawn)} px are drawn`);
          }
        }
        await close();
      }
      assert.ok(wrong.length === 0, wrong.join("\n"));
    });

    for (const [width, deviceScaleFactor] of [[360, 1], [360, 2], [1280, 1]]) {
      test(`each picture is fetched once, in the width that fits: ${width} px with ${deviceScaleFactor} dots each`, async () => {
        for (const path of Object.keys(places)) {
          const before = site.sent.length;
          const { page, close } = await open(site, path, { width, deviceScaleFactor });
          await come(page);
          const pictures = await shown(page);
          await close();
          const fetched = site.sent.slice(before).filter(({ type }) => type.startsWith("image/")).map(({ path }) => path);
          const photographs = fetched.filter((path) => !/mark|favicon/.test(path));
          assert.deepEqual(photographs.map((path) => path.match(/([a-z0-9]+)-(\d+)\.\w+\.jpg$/).slice(1, 3).join(" ")).sort(), [...new Set(pictures.map(({ name, file }) => `${name} ${file}`))].sort(), path);
          for (const { name, file, drawn, offered } of pictures) {
            const dots = drawn * deviceScaleFactor;
            const told = `${path} ${name}: ${file} dots for ${Math.round(dots)}`;
            // A tall picture is as narrow as the height of the window lets it be, which `sizes` cannot say.
            assert.ok(file <= (name === "tall" ? 3 : 2.1) * dots || file === offered[0], told);
            assert.ok(file >= 0.7 * dots || file === offered.at(-1), told);
            if (width === 360) assert.ok(file <= 960, told);
          }
        }
      });
    }

    test("nothing moves while pictures come late", async () => {
      for (const path of Object.keys(places)) {
        for (const width of [360, 1280]) {
          const { page, close } = await open(site, "/404.html", { width });
          await page.route(/\.(jpg|png)$/, async (route) => {
            await new Promise((later) => setTimeout(later, 300));
            await route.continue();
          });
          // A face that comes late moves its own letters.
          await page.route(/\.woff2$/, (route) => route.abort());
          await page.addInitScript(() => {
            window.moved = [];
            const name = ({ node }) => `${node?.localName ?? node?.parentElement?.localName}.${node?.className ?? ""}`;
            new PerformanceObserver((list) => {
              for (const { value, sources } of list.getEntries()) window.moved.push(`${value.toFixed(4)} ${sources.map(name).join(" ")}`);
            }).observe({ type: "layout-shift", buffered: true });
          });
          await page.goto(site.origin + path, { waitUntil: "load" });
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          for (let top = 0; top < height; top += 700) {
            await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), top);
            await page.waitForTimeout(30);
          }
          await page.waitForFunction(() => [...document.images].every((picture) => picture.complete));
          await page.waitForTimeout(100);
          assert.deepEqual(await page.evaluate(() => window.moved), [], `${path} at ${width}`);
          await close();
        }
      }
    });

    test("photographs stand upright, whichever way the telephone was held", async () => {
      const { page, close } = await open(site, "/articles/turned/", { width: 800 });
      await come(page);
      for (const one of orientations) {
        const picture = page.getByRole("img", { name: `Held so: ${one}` });
        const seen = await quartersOf(await picture.screenshot());
        for (const [quarter, colour] of Object.entries(quarters)) {
          const far = Math.max(...colour.map((value, at) => Math.abs(value - seen[quarter][at])));
          assert.ok(far < 25, `orientation ${one}, ${quarter}: ${seen[quarter]} in place of ${colour}`);
        }
      }
      await close();
    });

    test("what is far below waits until one comes there; what stands first does not wait", async () => {
      const before = site.sent.length;
      const asked = (name) => site.sent.slice(before).some(({ path }) => path.includes(`/${name}-`));
      const { page, close } = await open(site, "/articles/heat/", { width: 360 });
      await page.waitForTimeout(300);
      assert.deepEqual(["lead", "near", "far", "tall"].map(asked), [true, true, false, false]);
      await page.getByRole("img", { name: "A garden" }).scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.querySelector("img[alt='A garden']").naturalWidth > 0);
      assert.ok(asked("far"));
      for (const path of ["/", "/articles/heat/", "/locations/kiln/", "/providers/mori/"]) {
        await page.goto(site.origin + path);
        assert.notEqual(await page.evaluate(() => document.querySelector("main img[srcset]").loading), "lazy", path);
      }
      await close();
    });

    test("no picture is higher than the window, and none is distorted", async () => {
      const { page, close } = await open(site, "/articles/heat/");
      for (const [width, height] of [[1280, 800], [360, 800], [800, 360]]) {
        await page.setViewportSize({ width, height });
        const shapes = await page.evaluate(() =>
          [...document.querySelectorAll("main img[srcset]")].map((picture) => {
            const { width, height } = picture.getBoundingClientRect();
            const ratio = picture.getAttribute("width") / picture.getAttribute("height");
            return { alt: picture.alt, width: getComputedStyle(picture).objectFit === "contain" ? height * ratio : width, height, ratio };
          }),
        );
        for (const { alt, ratio, ...box } of shapes) {
          assert.ok(box.height <= height, `${alt} is ${box.height} px high in a window of ${height}`);
          assert.ok(Math.abs(box.width / box.height / ratio - 1) < 0.01, `${alt} keeps its shape: ${box.width} by ${box.height}`);
        }
      }
      await close();
    });

    test("every page with pictures is right for everybody", async () => {
      for (const path of [...Object.keys(places), "/articles/turned/"]) {
        for (const width of [320, 1280]) {
          const { page, faults, close } = await open(site, path, { width });
          assert.deepEqual([...faults, ...(await violations(page, everyRule)), ...(await page.evaluate(sideways))], [], `${path} at ${width}`);
          await close();
        }
      }
    });

    test("no photograph is on line as it was taken, and none says where", async () => {
      const published = await filesOf(site.folder, ".jpg");
      assert.ok(published.every((path) => /^assets|^share\.jpg$/.test(path)), published.join(" "));
      for (const path of published) assert.ok(!(await readFile(join(site.folder, path))).includes("Exif"), path);
    });
  });
}

/** The colour in the middle of each quarter of a screenshot, which the browser decodes. */
async function quartersOf(png) {
  const { page, close } = await open(sites[0], "/mark.png");
  const middles = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    const mean = (x, y) => {
      const { data } = pen.getImageData(picture.width * x - 8, picture.height * y - 8, 16, 16);
      return [0, 1, 2].map((channel) => Math.round(data.filter((_, at) => at % 4 === channel).reduce((sum, value) => sum + value, 0) / 256));
    };
    return { "top left": mean(0.2, 0.2), "top right": mean(0.8, 0.2), "bottom left": mean(0.2, 0.8), "bottom right": mean(0.8, 0.8) };
  }, png.toString("base64"));
  await close();
  return middles;
}
