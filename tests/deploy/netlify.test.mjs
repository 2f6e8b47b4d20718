// What Netlify makes of `_headers` and `_redirects`, by its own readers of both.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";

import { linesOf, redirectsOf, site } from "./hosts.mjs";

let built;
before(async () => (built = await site("https://clinic.example")));
after(() => built?.remove());

test("every header is read", async () => {
  const { headers, errors } = await parseAllHeaders({ headersFiles: [join(built.folder, "_headers")], minimal: true });
  assert.deepEqual(errors, []);
  const lines = await linesOf(built.folder, "_headers");
  assert.deepEqual(
    headers.flatMap((rule) => [rule.for, ...Object.entries(rule.values).map(([name, value]) => `  ${name}: ${value}`)]),
    lines,
  );
});

test("every redirect is read, also those of an address with a query", async () => {
  const file = join(built.folder, "_redirects");
  const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [file], configRedirects: [], minimal: true });
  assert.deepEqual(errors, []);
  const lines = await linesOf(file);
  assert.deepEqual(
    redirects.map(({ from, query, to, status, force }) =>
      [from, ...Object.entries(query).map((pair) => pair.join("=")), to, `${status}${force ? "!" : ""}`].join(" "),
    ),
    lines,
  );
});

test("where a file stands at the old address, which goes before a redirect here, that page leads on", async () => {
  const rules = await redirectsOf(built.folder);
  assert.ok(rules.length > 3);
  for (const [from, to] of rules) {
    const file = decodeURIComponent(from).replace(/\/$/, "/index.html");
    const page = await readFile(join(built.folder, file), "utf8");
    assert.ok(page.includes(`<meta http-equiv="refresh" content="0; url=${to}">`), from);
  }
});
