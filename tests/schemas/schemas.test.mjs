// What Taplo says of files that name our schemas as `clinicsite init` lays them: `#:schema`, and a path beside.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "../..");
const folder = mkdtempSync(join(tmpdir(), "clinicsite-schemas-"));
after(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "schemas"));
for (const name of ["site", "prices", "sources", "theme"]) {
  const schema = execFileSync(process.env.CLINICSITE, ["schema", name]);
  writeFileSync(join(folder, "schemas", `${name}.json`), schema);
}

// The files of our clinics, each with the name of its schema.
const files = ["", "tests/clinics/us", "tests/clinics/gb", "tests/clinics/de"].flatMap((clinic) =>
  ["site.toml", "content/prices.toml", "content/sources.toml", "themes/meridian/theme.toml", "themes/plain/theme.toml"]
    .map((path) => join(clinic, path))
    .filter((path) => isThere(join(repository, path)))
    .map((path) => ({ path, name: /(\w+)\.toml$/.exec(path)[1] })));

function isThere(path) {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

// Lays files down below their schemas, and hands on what Taplo says of each.
function lint(cases) {
  const names = cases.map(({ name }, at) => `${at}-${name}.toml`);
  cases.forEach(({ name, text }, at) =>
    writeFileSync(join(folder, names[at]), `#:schema ./schemas/${name}.json\n${text}`));
  const taplo = join(here, "node_modules/.bin/taplo");
  const { stderr } = spawnSync(process.execPath, [taplo, "lint", ...names], { cwd: folder, encoding: "utf8" });
  assert.ok(stderr.includes(`found files total=${cases.length} `), stderr);
  const said = names.map(() => []);
  for (const [, message, at] of stderr.matchAll(/^error: (.*)\n *┌─ .*?(\d+)-\w+\.toml:/gm)) said[at].push(message);
  names.forEach((name) => rmSync(join(folder, name)));
  return said;
}

test("every file of our clinics is taken", () => {
  const said = lint(files.map(({ path, name }) => ({ name, text: readFileSync(join(repository, path), "utf8") })));
  assert.ok(files.length >= 8, `${files.length} files`);
  said.forEach((messages, at) => assert.deepEqual(messages, [], files[at].path));
});

test("what editors of forms write is taken", () => {
  const said = lint([
    { name: "site", text: 'title = "A"\nbase_url = "https://clinic.example"\ntime_zone = ""\npaginate_by = ""\nlanguage = "en-US"\n[clinic]\nphone = ""\naccepting_new_patients = ""\nsame_as = []\nwaiting = {}\n' },
    { name: "prices", text: 'currency = "USD"\nvalid_from = "2026-09-01"\nvalid_until = ""\n[[services]]\nid = "patch"\nname = "Patch"\nprice = "1400 to 2100"\nduration_min = ""\n' },
  ]);
  assert.deepEqual(said, [[], []]);
});

test("a wrong key, type, word and day are refused, each in words that say so", () => {
  const site = 'title = "A"\nbase_url = "https://clinic.example"\n';
  const prices = 'currency = "USD"\n';
  const slips = [
    ["site", `${site}titel = "B"\n`, "'titel' was unexpected"],
    ["site", 'base_url = "https://clinic.example"\n', '"title" is a required property'],
    ["site", `${site}[clinic]\naccepting_new_patients = "perhaps"\n`, '"perhaps" is not one of [true,false,""]'],
    ["site", `${site}paginate_by = "twelve"\n`, '"twelve" is not of type "integer"'],
    ["site", `${site}paginate_by = 0\n`, "0 is less than the minimum of 1"],
    ["site", `${site}[clinic.waiting]\ndays = 9\nas_of = "2026-02-30"\n`, '"2026-02-30" is not a "date"'],
    ["site", `${site}[clinic.waiting]\ndays = 9\n`, '"as_of" is a required property'],
    ["site", `${site}[legal]\nmedicare = "opted out"\n`, '"opted out" is not one of'],
    ["prices", `${prices}valid_from = "May 4"\n`, '"May 4" is not a "date"'],
    ["prices", `${prices}[[services]]\nid = "Blood Patch"\nname = "Patch"\n`, '"Blood Patch" does not match'],
    ["prices", `${prices}[[services]]\nid = "patch"\nname = "Patch"\nprice = "$800"\n`, '"$800" does not match'],
    ["prices", `${prices}[[plans]]\nid = "member"\nname = "Member"\nperiod = "month"\n`, '"price" is a required property'],
    ["prices", `${prices}[[plans]]\nid = "member"\nname = "Member"\nprice = 1\nperiod = "daily"\n`, '"daily" is not one of ["week","month","quarter","year"]'],
    ["prices", `${prices}[[outside]]\nid = "mri"\nname = "MRI"\nwho = "They"\nprice = 400\n`, '"source" is a required property'],
    ["prices", `${prices}[terms]\nparking = { title = "Parking" }\n`, '"text" is a required property'],
    ["sources", '[[sources]]\nid = "a"\ntitle = "A"\nyear = "2022"\n', '"2022" is not of type "integer"'],
    ["sources", '[[sources]]\nid = "a"\ntitle = "A"\njurnal = "B"\n', "'jurnal' was unexpected"],
    ["theme", 'name = "own"\n[options.accent]\ntype = "colour"\n', '"colour" is not one of'],
  ];
  const said = lint(slips.map(([name, text]) => ({ name, text })));
  slips.forEach(([, text, expected], at) =>
    assert.ok(said[at].some((message) => message.includes(expected)), `${text}\n${said[at]}`));
});
