// The site on GitHub Pages: below a project's name, without headers, every link followed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { filesOf, pagesOf } from "../browser/clinic.mjs";
import { githubPages, linesOf, redirectsOf, site } from "./hosts.mjs";

const address = "https://someone.github.example/clinic";
let built, host;
before(async () => {
  built = await site(address);
  host = await githubPages(built.folder, "/clinic");
});
after(async () => {
  await host?.close();
  await built?.remove();
});

/** Every address that a text of this kind names, as written. */
const named = {
  html: (text) => [
    ...[...text.matchAll(/\s(?:href|src|poster|action|formaction|data)="([^"]*)"/g)].map((found) => found[1]),
    ...[...text.matchAll(/\ssrcset="([^"]*)"/g)].flatMap((found) => found[1].split(",").map((one) => one.trim().split(" ")[0])),
    ...[...text.matchAll(/\scontent="(https?:[^"]*)"/g)].map((found) => found[1]),
  ],
  css: (text) => [...text.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map((found) => found[1]),
  xml: (text) => [...text.matchAll(/<loc>([^<]*)|\shref="([^"]*)"|<id>(https?:[^<]*)/g)].map((found) => found.slice(1).find(Boolean)),
  txt: (text) => [...text.matchAll(/https?:\/\/[^\s)]+/g)].map((found) => found[0]),
  json: (text) => [...text.matchAll(/"(https?:[^"]*)"/g)].map((found) => found[1]),
};
const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&#x2F;", "/");

/** What is asked of the host when this is followed from a page; nothing where it leads to another host. */
function asked(written, from) {
  const url = new URL(unescape(written), address + from);
  if (url.origin !== new URL(address).origin) return null;
  return { path: url.pathname, part: decodeURIComponent(url.hash.slice(1)) };
}

const answers = new Map();
async function ask(path) {
  if (!answers.has(path)) {
    const answer = await fetch(host.origin + path, { redirect: "manual" });
    answers.set(path, { status: answer.status, headers: answer.headers, text: await answer.text() });
  }
  return answers.get(path);
}

test("every address that a file of the site names is there, and each part of a page", async () => {
  const dead = new Set();
  let followed = 0;
  for (const [ending, find] of Object.entries(named)) {
    for (const file of await filesOf(built.folder, `.${ending}`)) {
      const from = `/${file}`.replace(/\/index\.html$/, "/");
      const { status, text } = await ask(`/clinic${encodeURI(from)}`);
      assert.equal(status, 200, from);
      for (const written of find(text)) {
        const wanted = asked(written, from);
        if (!wanted) continue;
        followed += 1;
        const there = await ask(wanted.path);
        const has = there.status === 200 && (!wanted.part || there.text.includes(` id="${wanted.part}"`));
        if (!has) dead.add(`${from}: ${written} (${there.status})`);
      }
    }
  }
  assert.deepEqual([...dead], []);
  assert.ok(followed > 1000, `${followed} were followed`);
});

test("the page for what is not there works at any depth", async () => {
  const { status, text } = await ask("/clinic/a/b/nothing/");
  assert.equal(status, 404);
  const others = named.html(text).filter((written) => !written.startsWith("#"));
  const links = others.map((written) => asked(written, "/a/b/nothing/")).filter(Boolean);
  assert.ok(links.length > 10);
  for (const { path } of links) assert.equal((await ask(path)).status, 200, path);
});

test("an old address is a page that leads on, for readers and for search engines", async () => {
  const rules = await redirectsOf(built.folder);
  assert.ok(rules.length > 3);
  for (const [from, to] of rules) {
    assert.ok(from.startsWith("/clinic/"), from);
    const { status, text } = await ask(from);
    assert.equal(status, 200, from);
    assert.ok(text.includes(`content="0; url=${to}"`) && text.includes(`<link rel="canonical" href="${to}">`), from);
  }
});

test("without headers, each page brings its policy along", async () => {
  const [, policy] = (await linesOf(built.folder, "_headers"))[1].match(/Content-Security-Policy: (.*)$/);
  const inPages = policy.replace("; frame-ancestors 'none'", "");
  assert.notEqual(inPages, policy);
  for (const { path, html } of await pagesOf(built.folder)) {
    const [, written] = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/) ?? [];
    assert.equal(written?.replaceAll("&#x27;", "'").replaceAll("&#39;", "'"), inPages, path);
    assert.equal((await ask(`/clinic${encodeURI(path)}`)).headers.get("content-security-policy"), null, path);
  }
});
