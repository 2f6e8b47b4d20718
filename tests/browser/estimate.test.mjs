// A worked year that a reader changes: sums, plan, options, how amounts are written, the address, the keyboard, what is said.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { open, useBrowser, violations } from "./browser.mjs";
import { day, program, serve, themes, visit } from "./clinic.mjs";

useBrowser();

/** A list with a plan, member prices, something included, options, an open range and an announced price. */
const list = `
currency = "USD"
[[plans]]
id = "access"
name = "Access"
price = 40
period = "month"
joining_fee = 75
[[services]]
id = "visit"
name = "Visit"
price = 120
unit = "visit"
plan_prices = { access = 100 }
next = { price = 135, from = 2027-04-01 }
[[services]]
id = "opinion"
name = "Opinion"
options = [{ name = "Short", price = 50 }, { name = "Long letter", price = "149.50" }]
[[services]]
id = "call"
name = "Call"
price = 20
included_in = "access"
[[services]]
id = "wave"
name = "Wave"
price = { from = 185 }
[[outside]]
id = "scan"
name = "Scan"
who = "The imaging center"
price = { from = 90, to = 150 }
source = "https://data.example/p"
retrieved = 2026-10-01
[[examples]]
id = "year"
name = "A year"
lines = [
  { id = "access", count = 6 }, { id = "visit", count = { from = 2, to = 3 } }, { id = "opinion", option = "Long letter" },
  { id = "call", count = 2 },
]
outside = ["scan"]
[[examples]]
id = "without"
name = "Without a plan"
lines = [{ id = "visit", count = 4 }, { id = "opinion", option = "Short" }, { id = "opinion", option = "Long letter" }]
[[examples]]
id = "open"
name = "Nobody knows"
lines = [{ id = "wave", count = 2 }, { id = "visit" }]
`;

/** A small clinic with this list, built, served and opened at its prices. */
async function prices(t, text = list, { language = "en-US", hash = "", ...options } = {}) {
  const root = await mkdtemp(join(tmpdir(), "clinicsite-"));
  const files = {
    "site.toml": `title = "Harbor Clinic"\nbase_url = "https://clinic.example"\nlanguage = "${language}"\n`,
    "content/prices.toml": text,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await promisify(execFile)(program, ["build", "--as-of", day, "--output", join(root, "public")], { cwd: root });
  const site = await serve(join(root, "public"));
  const { page, faults, close } = await open(site, `/pricing/${hash}`, options);
  if (!hash) await unfold(page);
  t.after(async () => {
    await close();
    await site.close();
    await rm(root, { recursive: true, force: true });
    assert.deepEqual(faults, []);
  });
  return { page, year: (name) => year(page, name), link: (hash) => `${site.origin}/pricing/${hash}` };
}

/** Opens the years after the first, which a reader unfolds; one that an address names is open by itself. */
const unfold = (page) => page.locator("details").evaluateAll((folds) => folds.forEach((fold) => (fold.open = true)));

/** A worked year on a page. */
function year(page, name) {
  const box = page.getByRole("group", { name, exact: true });
  const row = (text) => box.locator("tbody tr:visible", { hasText: text });
  return {
    box,
    row,
    total: () => box.locator(".total").first().innerText(),
    later: () => box.locator(".later bdi").allInnerTexts(),
    amount: (text) => row(text).locator(".amount bdi").innerText(),
    field: (name, at = 0) => box.getByRole("spinbutton", { name }).nth(at),
    choose: (name) => box.getByRole("combobox", { name, exact: true }),
    reset: () => box.getByRole("button").click(),
    link: () => box.locator(".estimate-tools a").evaluate((link) => link.href),
    rects: () =>
      box.locator(".year-bar rect").evaluateAll((rects) =>
        rects.map((rect) => [rect.getAttribute("class"), Number(rect.getAttribute("x")), Number(rect.getAttribute("width"))]),
      ),
  };
}

const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const said = (page) => page.getByRole("status").innerText();
const settled = (page, wanted) =>
  page.waitForFunction((wanted) => decodeURIComponent(location.hash) === wanted, wanted, { timeout: 5000 });

for (const theme of themes) {
  test(`${theme}: the script says what the page says without it`, async (t) => {
    const site = await visit("example", theme);
    t.after(() => site.close());
    const shown = async (options) => {
      const { page, faults, close } = await open(site, "/pricing/", options);
      await unfold(page);
      const boxes = page.locator(".estimate");
      const texts = await boxes.locator(".total, tbody tr:not([hidden]) :is(.each, .amount), .later, .year-ends").allInnerTexts();
      const bars = await boxes.locator(".year-bar").evaluateAll((bars) => bars.map((bar) => bar.innerHTML + bar.getAttribute("aria-label")));
      const names = await boxes.locator("tbody th a").allInnerTexts();
      const fields = await boxes.locator("input").count();
      await close();
      assert.deepEqual(faults, []);
      return { texts: texts.map((text) => text.replace(/\s+/g, " ").trim()), bars, names, fields };
    };
    const [without, withScript] = [await shown({ javaScriptEnabled: false }), await shown({})];
    assert.ok(without.texts.length > 20 && without.bars.length > 2);
    assert.deepEqual(withScript.texts.filter(Boolean), without.texts.filter(Boolean));
    assert.deepEqual(withScript.bars, without.bars);
    assert.ok(without.fields === 0 && withScript.fields > 10);
    const sent = site.sent.find(({ path }) => /estimate[^/]*\.js$/.test(path));
    assert.ok(sent.bytes <= 4096, `the script has ${sent.bytes} bytes`);
  });
}

test("without a script the table is whole, and nothing waits for one", async (t) => {
  const { page, year } = await prices(t, list, { javaScriptEnabled: false });
  const one = year("A year");
  assert.equal(await one.total(), "$664.50 to $764.50");
  assert.match(await one.row("Visit").innerText(), /2 to 3/);
  assert.match(await one.row("Call").innerText(), /included in Access/);
  assert.equal(await page.locator(".estimate input, .estimate select, .estimate-tools:visible").count(), 0);
});

test("counts change sum, bar and announced sum; what others bill stays beside", async (t) => {
  const { year } = await prices(t);
  const one = year("Without a plan");
  assert.equal(await one.total(), "$679.50");
  assert.deepEqual(await one.later(), ["$739.50"]);
  await one.field("Visit").fill("8");
  assert.equal(await one.total(), "$1,159.50");
  assert.equal(await one.amount("Visit"), "$960");
  assert.deepEqual(await one.later(), ["$1,279.50"]);
  assert.deepEqual(await one.rects(), [
    ["part-1", 0, 824],
    ["part-2", 827, 41],
    ["part-3", 871, 129],
  ]);
  await one.field("Visit").fill("0");
  assert.deepEqual(await one.later(), []);
  const other = year("A year");
  await other.field("Visit", 1).fill("5");
  assert.equal(await other.total(), "$664.50 to $964.50");
  assert.match(await other.box.locator(".year-ends").innerText(), /At least \$664\.50\s+At most \$964\.50/);
  assert.match(await other.box.locator(".estimate-rest").innerText(), /Scan: \$90 to \$150/);
});

test("a count is a whole number from 0 to 1,000, and a range whichever way round", async (t) => {
  const { year } = await prices(t);
  const one = year("Without a plan");
  for (const [typed, sum, kept] of [
    ["2000", "$120,199.50", "1000"],
    ["-5", "$199.50", "0"],
    ["1.9", "$319.50", "1"],
    ["", "$199.50", "0"],
  ]) {
    await one.field("Visit").fill(typed);
    assert.equal(await one.total(), sum, typed);
    await one.field("Visit").blur();
    assert.equal(await one.field("Visit").inputValue(), kept);
  }
  const range = year("A year");
  await range.field("Visit", 0).fill("9");
  assert.equal(await range.amount("Visit"), "$300 to $900");
});

test("plan on and off: its price, its fee, member prices, what it includes", async (t) => {
  const { page, year } = await prices(t);
  const one = year("A year");
  await one.choose("Plan").selectOption({ label: "No plan" });
  assert.equal(await one.total(), "$429.50 to $549.50");
  assert.equal(await one.amount("Visit"), "$240 to $360");
  assert.equal(await one.amount("Call"), "$40");
  assert.equal(await one.row("joining fee").count(), 0);
  assert.deepEqual(await violations(page), []);
  await one.choose("Plan").selectOption({ label: "Access" });
  await one.field("Access").fill("12");
  assert.equal(await one.amount("joining fee"), "$75");
  assert.equal(await one.total(), "$904.50 to $1,004.50");
  // Nobody is on a plan for no time.
  await one.field("Access").fill("0");
  assert.equal(await one.total(), "$429.50 to $549.50");
  const other = year("Without a plan");
  await other.choose("Plan").selectOption({ label: "Access" });
  assert.equal(await other.total(), "$1,154.50");
  assert.equal(await other.amount("Visit"), "$400");
  assert.deepEqual(await violations(page), []);
});

test("another option has its price", async (t) => {
  const { year } = await prices(t);
  const one = year("A year");
  await one.choose("Opinion").selectOption({ label: "Short" });
  assert.equal(await one.amount("Opinion"), "$50");
  assert.equal(await one.total(), "$565 to $665");
});

test("an open range stays open", async (t) => {
  const { year } = await prices(t);
  const one = year("Nobody knows");
  assert.equal(await one.total(), "from $490");
  await one.field("Wave").fill("3");
  assert.equal(await one.total(), "from $675");
  assert.deepEqual((await one.rects()).at(-1), ["part-1 open", 880, 120]);
  await one.field("Wave").fill("0");
  assert.equal(await one.total(), "$120");
});

const one = (currency, price) =>
  `currency = "${currency}"\n[[services]]\nid = "a"\nname = "A"\nprice = ${price}\n` +
  `[[examples]]\nid = "year"\nname = "Y"\nlines = [{ id = "a" }]\n`;

for (const [language, currency, price, count, wanted] of [
  ["de", "EUR", "1250.5", 3, "3.751,50\u00a0€"],
  ["de", "EUR", "1250.5", 2, "2.501\u00a0€"],
  ["de", "USD", "1250", 3, "3.750\u00a0USD"],
  ["fr", "EUR", "1250.05", 1000, "1\u202f250\u202f050\u00a0€"],
  ["en-IE", "EUR", "0.05", 3, "€0.15"],
  ["en-US", "JPY", "1250000", 3, "¥3,750,000"],
  ["en-US", "CAD", "1250", 3, "CAD\u00a03,750"],
  ["en-CA", "USD", "1250", 3, "USD\u00a03,750"],
  ["en-CA", "CAD", "1250", 3, "$3,750"],
  ["en-GB", "KWD", "1.005", 3, "KWD\u00a03.015"],
  ["en-US", "USD", "9999999999999.99", 1000, "$9,999,999,999,999,990"],
  ["en-US", "USD", "9007199254740.93", 1, "$9,007,199,254,740.93"],
]) {
  test(`${language}, ${currency}: ${wanted}, as the page writes it`, async (t) => {
    const { page } = await prices(t, one(currency, price), { language });
    const box = page.locator(".estimate").first();
    const before = await box.locator(".total").first().evaluate((total) => total.textContent);
    await box.locator("input").fill(String(count));
    assert.equal(await box.locator(".total").first().evaluate((total) => total.textContent), wanted);
    await box.locator("input").fill("1");
    assert.equal(await box.locator(".total").first().evaluate((total) => total.textContent), before);
    assert.equal(await page.locator("tbody .amount").first().evaluate((amount) => amount.textContent), before);
  });
}

test("the address holds what differs, and gives it back", async (t) => {
  const { page, year, link } = await prices(t);
  const one = year("A year");
  await one.choose("Plan").selectOption({ label: "No plan" });
  await one.field("Visit", 0).fill("1");
  await one.choose("Opinion").selectOption({ label: "Short" });
  await settled(page, "#year:no-plan,visit=1-3,opinion=1/short");
  const [total, sent] = [await one.total(), await one.link()];
  assert.equal(sent, link("#year:no-plan,visit=1-3,opinion=1/short"));
  await one.reset();
  assert.equal(await one.total(), "$664.50 to $764.50");
  await settled(page, "");
  // A link on the page itself, and one that somebody was sent.
  await page.evaluate((sent) => { location.href = sent; }, sent);
  await page.waitForFunction(() => document.querySelector(".estimate select").value === "0");
  assert.equal(await one.total(), total);
  assert.ok(await one.box.evaluate((box) => box.getBoundingClientRect().top < innerHeight));
  await page.goto("about:blank");
  await page.goto(sent);
  assert.equal(await one.total(), total);
  await unfold(page);
  assert.equal(await year("Without a plan").total(), "$679.50");
  // Of two lines of one entry each has its own name.
  const other = year("Without a plan");
  await other.field("Opinion", 1).fill("4");
  await settled(page, "#without:opinion.3=4");
});

for (const [address, wanted] of [
  ["#year:visit=4", "$864.50"],
  ["#year:visit=5-2", "$664.50 to $964.50"],
  ["#year:access=12", "$904.50 to $1,004.50"],
  ["#year:access=12/gold,visit=2", "$904.50"],
  ["#year:,lost=3,visit=many,call,=,opinion=2/none,%", "$814 to $914"],
  ["#year:visit=99999999999999999999", "$100,464.50"],
  ["#year:", "$664.50 to $764.50"],
  ["#year", "$664.50 to $764.50"],
  ["#%E0%A4", "$664.50 to $764.50"],
]) {
  test(`the address ${address} is read as far as it is known`, async (t) => {
    const { page, year } = await prices(t, list, { hash: address });
    assert.equal(await year("A year").total(), wanted);
    if (address === "#year") assert.equal(await page.evaluate(() => document.querySelector(":target")?.id), "year");
  });
}

test("a year that is folded is open where an address names it", async (t) => {
  for (const [address, total] of [["#without:visit=12", "$1,639.50"], ["#without", "$679.50"]]) {
    const { year } = await prices(t, list, { hash: address, reducedMotion: "reduce" });
    const named = year("Without a plan");
    assert.equal(await named.total(), total);
    assert.ok(await named.box.evaluate((box) => Math.abs(box.getBoundingClientRect().top) < innerHeight));
    assert.equal(await year("Nobody knows").box.count(), 0, "the others stay folded");
  }
});

test("the sum is said once, after a pause", async (t) => {
  const { page, year } = await prices(t);
  const one = year("Without a plan");
  assert.equal(await page.locator("[aria-live], [role=status]").count(), 1);
  await one.field("Visit").fill("");
  await one.field("Visit").pressSequentially("12", { delay: 60 });
  assert.equal(await said(page), "");
  assert.equal(await one.total(), "$1,639.50");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
  assert.equal(await said(page), "In all $1,639.50");
  assert.equal(await hash(page), "#without:visit=12");
});

test("all of it is reached and changed by the keyboard", async (t) => {
  const { page, year } = await prices(t);
  const one = year("A year");
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
  await one.row("Plan").getByRole("link").first().focus();
  const met = [];
  for (let step = 0; step < 13; step++) {
    await page.keyboard.press("Tab");
    met.push(await focused());
  }
  const fields = ["Plan", "Access", "Access: joining fee, once", "Visit", "Visit (At least)", "Visit (At most)"];
  const more = ["Opinion", "Opinion", "Opinion", "Call", "Call", "Link to this year", "Reset"];
  assert.deepEqual(met, [...fields, ...more]);
  await one.choose("Plan").focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "Plan");
  assert.equal(await one.total(), "$429.50 to $549.50");
  await one.field("Visit", 0).focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await one.total(), "$549.50");
  assert.match(await focused(), /^Visit/, "what has the focus keeps it");
  await one.box.getByRole("button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await one.total(), "$664.50 to $764.50");
  assert.equal(await focused(), "Reset");
});

test("a plan with options is chosen as the year has it", async (t) => {
  const text = list
    .replace('price = 40\nperiod', 'options = [{ name = "One", price = 40 }, { name = "Two", price = 60 }]\nperiod')
    .replace('{ id = "access", count = 6 }', '{ id = "access", count = 6, option = "Two" }');
  const { page, year } = await prices(t, text);
  const one = year("A year");
  assert.equal(await one.choose("Plan").evaluate((select) => select.selectedOptions[0].text), "Access (Two)");
  await one.choose("Plan").selectOption({ label: "Access (One)" });
  assert.equal(await one.total(), "$664.50 to $764.50");
  await settled(page, "#year:access=6/one");
});

