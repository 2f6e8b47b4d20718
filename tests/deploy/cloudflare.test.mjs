// The site on Cloudflare Pages, by wrangler: headers, redirects, and the page for what is not there.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { filesOf, pagesOf } from "../browser/clinic.mjs";
import { cloudflare, linesOf, old, redirectsOf, site } from "./hosts.mjs";

let built, host;
before(async () => {
  built = await site("https://clinic.example");
  host = await cloudflare(built.folder);
});
after(async () => {
  await host?.close();
  await built?.remove();
});

const ask = (path) => fetch(host.origin + encodeURI(path), { redirect: "manual" });

test("every page comes with the headers of _headers", async () => {
  const lines = (await linesOf(built.folder, "_headers")).slice(1);
  const wanted = lines.slice(0, lines.findIndex((line) => !line.startsWith(" ")));
  assert.equal(wanted.length, 4);
  const pages = (await pagesOf(built.folder)).filter((page) => page.path !== "/404.html");
  assert.ok(pages.length > 40);
  for (const { path } of pages) {
    const answer = await ask(path);
    assert.equal(answer.status, 200, path);
    for (const line of wanted) {
      const [, name, value] = line.match(/^ +([^:]+): (.*)$/);
      assert.equal(answer.headers.get(name), value, path);
    }
    assert.equal(answer.headers.get("cache-control"), "public, max-age=0, must-revalidate", path);
  }
});

test("files with a fingerprint are kept for a year", async () => {
  const files = (await filesOf(built.folder, "")).filter((file) => /^assets\/.*\.\w+$/.test(file));
  assert.ok(files.length > 3);
  for (const file of files) {
    const answer = await ask(`/${file}`);
    assert.equal(answer.status, 200, file);
    assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable", file);
  }
});

test("an old address leads on by itself", async () => {
  const rules = await redirectsOf(built.folder);
  assert.equal(rules.length, Object.keys(old).length, "those without a query, and /fees.html of the example");
  for (const [from, to, status] of rules) {
    const answer = await fetch(host.origin + from, { redirect: "manual" });
    assert.equal(`${from} ${answer.headers.get("location")} ${answer.status}`, `${from} ${to} ${status}`);
  }
});

test("the host reads every line but those for addresses with a query, which docs/online.md says", async () => {
  const [, number] = host.told.match(/Found (\d+) invalid redirect rule/) ?? [];
  assert.equal(number, "1", host.told);
  assert.match(host.told, /_redirects:1 \| \/ p=12 /);
  assert.doesNotMatch(host.told, /invalid header/i);
  assert.match(host.told, /Parsed 2 valid header rules/);
  const page = await ask("/?p=12");
  assert.equal(page.status, 200, "the home page stands there instead");
});

test("what is not there has the clinic's own page, and the status that search engines want", async () => {
  for (const path of ["/nothing", "/articles/nothing/", "/pricing/nothing.html"]) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.equal(await answer.text(), await readFile(join(built.folder, "404.html"), "utf8"), path);
  }
  for (const path of ["/_headers", "/_redirects"]) assert.equal((await ask(path)).status, 404, path);
});

test("an address without its last slash leads to the page", async () => {
  const answer = await ask("/pricing");
  assert.equal(`${answer.status} ${answer.headers.get("location")}`, "308 /pricing/");
});
