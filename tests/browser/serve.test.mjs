// The preview as a browser sees it: what reloads and what does not, the problems, a tab that slept.
// CLINICSITE names another program than that of `cargo build`, CHROMIUM another browser.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { request, createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { photographs } from "./photographs.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.CLINICSITE ?? join(process.env.CARGO_TARGET_DIR ?? join(here, "../../target"), "debug/clinicsite");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core"), "utf8");

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  });
});
after(() => browser.close());

const paragraphs = Array.from({ length: 80 }, (_, at) => `Paragraph ${at} of a long page.`).join("\n\n");

/** A small clinic with a running preview, and a page of a browser that notes what goes wrong in it. */
async function clinic(t, { files = {}, base = "" } = {}) {
  const root = await mkdtemp(join(tmpdir(), "clinicsite-"));
  const write = async (path, text) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const all = {
    "site.toml": `title = "Harbor Clinic"\nbase_url = "https://clinic.example${base}"\n`,
    "content/about.md": `+++\ntitle = "About"\n+++\n\nWe listen.\n\n${paragraphs}\n`,
    "content/articles/flu.md": '+++\ntitle = "Flu"\ndate = 2026-05-04\n+++\n\nRest helps.\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) await write(path, text);
  const server = spawn(program, ["serve", "--port", "0", "--as-of", "2026-12-01"], { cwd: root });
  let said = "";
  server.stdout.on("data", (data) => (said += data));
  server.stderr.on("data", (data) => (said += data));
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => /Content.Security.Policy/i.test(message.text()) && faults.push(message.text()));
  const accessible = async () => {
    const known = faults.length;
    await page.evaluate(axe);
    const runOnly = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
    const { violations } = await page.evaluate((runOnly) => window.axe.run({ runOnly }), runOnly);
    // The policy stops what axe adds to a page to look at it, which is no fault of the page.
    faults.length = known;
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
  };
  t.after(async () => {
    await context.close();
    server.kill();
    await rm(root, { recursive: true, force: true });
    assert.deepEqual(faults, [], "no script fails and no policy is broken");
    assert.doesNotMatch(said, /panicked/);
  });
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  while (!address.test(said)) await once(server.stdout, "data");
  const origin = said.match(address)[0];
  const edit = async (path, from, to) => {
    const text = await readFile(join(root, path), "utf8");
    assert.ok(text.includes(from));
    await write(path, text.replace(from, to));
  };
  const open = async (path) => {
    await page.goto(origin + base + path);
    await page.evaluate(() => (window.unchanged = true));
  };
  const same = () => page.evaluate(() => window.unchanged === true);
  return { root, write, edit, origin, context, page, open, same, accessible };
}

const shows = (page, text) => page.getByText(text).first().waitFor({ timeout: 30_000 });

test("a page shows a save without a touch, and stays where the reader was", async (t) => {
  const { page, open, edit } = await clinic(t);
  await open("/about/");
  await page.evaluate(() => scrollTo(0, 900));
  await edit("content/about.md", "We listen.", "We listen well.");
  await shows(page, "We listen well.");
  await page.waitForFunction(() => Math.abs(scrollY - 900) < 2);
});

test("a save that changes nothing of this page reloads nothing", async (t) => {
  const { page, open, edit, same } = await clinic(t);
  await open("/about/");
  await edit("content/articles/flu.md", "Rest helps.", "Sleep helps.");
  await page.waitForTimeout(600);
  assert.ok(await same());
});

test("a new style takes the place of the old one, and a form keeps its text", async (t) => {
  const form = '{% extends "meridian/page.html" %}{% block main %}<label>Name <input id="name"></label>{% endblock %}';
  const { page, open, write, same } = await clinic(t, { files: { "templates/page.html": form } });
  await open("/about/");
  await page.fill("#name", "Ana");
  for (const colour of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
    await write("assets/theme.css", `label { color: ${colour} }`);
    await page.waitForFunction((wanted) => getComputedStyle(document.querySelector("label")).color === wanted, colour);
  }
  await page.waitForFunction(() => document.querySelectorAll('head link[rel="stylesheet"]:not([media])').length === 1);
  assert.equal(await page.inputValue("#name"), "Ana");
  assert.ok(await same());
});

test("errors lie over the last good page until they are mended", async (t) => {
  const { page, open, edit, accessible } = await clinic(t);
  await open("/articles/flu/");
  await edit("content/articles/flu.md", "Rest helps.", "Rest helps, see [this](flue.md).");
  await shows(page, "content/articles/flu.md:6:17");
  const panel = page.locator("#clinicsite-preview .panel");
  assert.match(await panel.innerText(), /1 error[\s\S]*What to do/);
  assert.match(await page.locator("#clinicsite-preview [role=alert]").innerText(), /^1 error in the site/);
  const size = await panel.locator(".problem h3").evaluate((title) => parseFloat(getComputedStyle(title).fontSize));
  assert.ok(size >= 16, `readable: ${size} px`);
  assert.ok(await page.getByText("Rest helps.", { exact: true }).isVisible(), "the last good page stays");
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await accessible();
  }
  await page.keyboard.press("Escape");
  assert.equal(await panel.isVisible(), false);
  const count = page.locator("#clinicsite-preview .count");
  await count.click();
  assert.ok(await panel.isVisible());
  await edit("content/articles/flu.md", ", see [this](flue.md)", "");
  await panel.waitFor({ state: "hidden" });
  assert.equal(await count.isVisible(), false);
});

test("warnings are a number that opens", async (t) => {
  const { page, open, edit } = await clinic(t);
  await open("/articles/flu/");
  await edit("content/articles/flu.md", "Rest helps.", "Rest helps. <script>1</script>");
  const count = page.locator("#clinicsite-preview .count");
  await count.waitFor();
  assert.equal(await count.innerText(), "1 warning");
  assert.equal(await page.locator("#clinicsite-preview .panel").isVisible(), false);
  await count.click();
  await shows(page, "content/articles/flu.md:6:13");
});

test("a first build that fails becomes the site", async (t) => {
  const { page, open, edit } = await clinic(t, { files: { "site.toml": 'title = "Harbor\nbase_url = "https://clinic.example"\n' } });
  await open("/articles/flu/");
  await shows(page, "site.toml:1:");
  await shows(page, "There is no page to show yet.");
  await edit("site.toml", '"Harbor', '"Harbor Clinic"');
  await shows(page, "Rest helps.");
});

test("a tab that slept through a save catches up", async (t) => {
  const { page, open, edit, context } = await clinic(t);
  await open("/about/");
  await context.setOffline(true);
  await page.waitForTimeout(200);
  await edit("content/about.md", "We listen.", "We listen at night.");
  await page.waitForTimeout(600);
  await context.setOffline(false);
  await shows(page, "We listen at night.");
});

test("a tab that nobody sees gives up its connection, and catches up when it is seen", async (t) => {
  const { page, open, edit } = await clinic(t);
  await open("/about/");
  const hide = (hidden) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  await edit("content/about.md", "We listen.", "We listen to you.");
  await page.waitForTimeout(600);
  assert.equal(await page.getByText("We listen to you.").count(), 0);
  await hide(false);
  await shows(page, "We listen to you.");
});

test("a page that was lost is found", async (t) => {
  const { page, open, write } = await clinic(t);
  await open("/later/");
  await write("content/later.md", '+++\ntitle = "Later"\n+++\n\nBetter late.\n');
  await shows(page, "Better late.");
});

test("it works below a base path and behind a proxy on another port", async (t) => {
  const { page, edit, origin } = await clinic(t, { base: "/riverside" });
  const proxy = createServer((from, to) => {
    const passed = request(origin + from.url, { headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode, answer.headers);
      answer.pipe(to);
    });
    to.on("close", () => passed.destroy());
    passed.on("error", () => to.destroy());
    from.pipe(passed);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  await page.goto(`http://localhost:${proxy.address().port}/riverside/about/`);
  await edit("content/about.md", "We listen.", "We listen from afar.");
  await shows(page, "We listen from afar.");
});

test("the overview and a badge say what a build would hold back", async (t) => {
  const draft = '+++\ntitle = "Fever"\ndate = 2026-05-05\ndraft = true\n+++\n\nSoon.\n';
  const { page, open, edit, accessible } = await clinic(t, { files: { "content/articles/fever.md": draft } });
  await open("/articles/fever/");
  await shows(page, "Not published yet");
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await accessible();
  }
  await open("/__clinicsite/");
  const row = page.getByRole("row", { name: "content/articles/fever.md" });
  assert.match(await row.innerText(), /a draft/);
  await shows(page, "this article cites no source");
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await accessible();
  }
  await edit("content/articles/fever.md", "draft = true\n", "");
  await row.getByText("published").waitFor();
});

/** A page of twelve photographs that nobody has made smaller yet. */
async function album() {
  const names = Array.from({ length: 12 }, (_, at) => `picture-${at}`);
  const taken = await photographs(Object.fromEntries(names.map((name) => [`content/album/${name}.jpg`, {}])));
  const text = names.map((name) => `![The ${name}](${name}.jpg)`).join("\n\n");
  return { ...taken, "content/album/index.md": `+++\ntitle = "Album"\n+++\n\nWe look.\n\n${text}\n` };
}

// That it is the photograph itself at first, `src/serve/darkroom.rs` holds: a slow browser may come when the small one is there.
test("a photograph is there at once, and later it is small", async (t) => {
  const files = await album();
  const whole = files["content/album/picture-11.jpg"].length;
  const { page, open } = await clinic(t, { files });
  await open("/album/");
  const look = () =>
    page.evaluate(async () => {
      for (const picture of document.images) picture.loading = "eager";
      const come = (picture) => picture.complete || new Promise((done) => (picture.onload = picture.onerror = done));
      await Promise.all([...document.images].map(come));
      const last = [...document.images].at(-1);
      const { byteLength } = await (await fetch(last.currentSrc, { cache: "reload" })).arrayBuffer();
      return { room: [last.clientWidth, last.clientHeight], broken: last.naturalWidth === 0, byteLength };
    });
  const first = await look();
  assert.equal(first.broken, false, "it is there");
  let later = first;
  while (later.byteLength === whole) {
    await page.waitForTimeout(200);
    await open("/album/");
    later = await look();
  }
  assert.ok(later.byteLength < whole / 3, `later it is small: ${later.byteLength} of ${whole} bytes`);
  assert.deepEqual([later.broken, later.room], [false, first.room], "it stands in the same room");
});

test("an edit does not wait for the pictures that are being made", async (t) => {
  const { page, open, edit, root } = await clinic(t, { files: await album() });
  const made = async () => (await readdir(join(root, ".clinicsite-cache"), { recursive: true }).catch(() => [])).filter((name) => name.endsWith(".jpg")).length;
  await open("/album/");
  const began = performance.now();
  await edit("content/album/index.md", "We look.", "We look again.");
  await shows(page, "We look again.");
  const took = performance.now() - began;
  const known = await made();
  assert.ok(known < 36 || took < 2000, `it shows after ${Math.round(took)} ms, when ${known} of 36 pictures are made`);
  while ((await made()) < 36) await page.waitForTimeout(200);
});
