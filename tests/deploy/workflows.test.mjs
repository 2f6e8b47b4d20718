// The workflows: those that `clinicsite init --ci` lays down and those of the guide, tried on a release that this machine
// makes and gives out; and the release itself.

import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { parse } from "yaml";

import { program, repository } from "../browser/clinic.mjs";
import { done, faults, fill, job, release as make, run } from "./ci.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const text = (...path) => readFile(join(...path), "utf8");
let home, release;

before(async () => {
  home = await mkdtemp(join(tmpdir(), "clinicsite-"));
  release = await make(home);
});
after(async () => {
  await release?.close();
  await rm(home, { recursive: true, force: true });
});

/** A new clinic with the workflow of a host, which runs this release. */
async function clinic(ci, file, from = release) {
  const folder = join(await mkdtemp(join(home, "clinic-")), "clinic");
  await done(program, ["init", folder, "--yes", "--ci", ci]);
  const laid = await text(folder, file);
  await writeFile(join(folder, file), fill(laid, from));
  return { home, folder, laid, workflow: parse(await text(folder, file)) };
}

const github = (from) => clinic("github", ".github/workflows/site.yml", from);

/** Gives a clinic something that is due: a price list past its last day. */
async function age(folder) {
  const path = join(folder, "content/prices.toml");
  const list = (await text(path)).replace(/^valid_until.*\n/m, "");
  await writeFile(path, list.replace(/^valid_from.*\n/m, "valid_from  = 2020-01-01\nvalid_until = 2020-12-31\n"));
}

/** The block of commands in a chapter of the guide that has these words. */
async function commands(chapter, words) {
  const blocks = [...(await text(repository, "docs", chapter)).matchAll(/```sh\n([^]*?)```/g)].map((found) => found[1]);
  return blocks.find((block) => block.includes(words)) ?? assert.fail(`${chapter} has no command with ${words}`);
}

const pages = { "steps.pages.outputs.base_url": "https://someone.github.example/clinic" };

test("GitHub: the workflow has no fault, and builds the site for its address from a release", async () => {
  const made = await github();
  assert.deepEqual(await faults(made.laid, ".github/workflows/site.yml"), []);
  const built = await job(made, "build", { given: pages });
  assert.equal(built.end, "Build: 0", built.told);
  assert.ok((await text(made.folder, "public/index.html")).includes('href="https://someone.github.example/clinic/"'));
  const due = await job(made, "due");
  assert.equal(due.end, "What is due: 0", due.told);
});

test("GitHub: what is due fails its own job alone", async () => {
  const made = await github();
  await age(made.folder);
  assert.equal((await job(made, "build", { given: pages })).end, "Build: 0");
  const due = await job(made, "due");
  assert.equal(due.end, "What is due: 1");
  assert.match(due.told, /^::warning file=content\/prices.toml,line=/m);
  const { publish, due: second } = made.workflow.jobs;
  assert.deepEqual([publish.needs, second.needs, second.if], ["build", undefined, "github.event_name != 'push'"]);
});

test("GitHub: an archive that is not the one that was chosen is not run", async () => {
  const { end, told } = await job(await github({ ...release, sha256: "0".repeat(64) }), "build", { given: pages });
  assert.equal(end, "Get clinicsite: 1");
  assert.match(told, /FAILED/);
});

test("GitHub: a line that was not filled in is named", async () => {
  const { end, told } = await job(await github({ ...release, sha256: "" }), "build", { given: pages });
  assert.notEqual(end, "Get clinicsite: 0");
  assert.match(told, /CLINICSITE_SHA256: is empty\. Fill it in at the top of \.github\/workflows\/site\.yml/);
});

test("GitHub: the night is that of the clinic, in winter and in summer", async () => {
  const zones = ["America/Los_Angeles", "America/New_York", "Europe/London", "Europe/Berlin", "Pacific/Auckland", "Asia/Tokyo"];
  for (const zone of zones) {
    const folder = join(home, zone.replace("/", "-"));
    await done(program, ["init", folder, "--yes", "--ci", "github", "--time-zone", zone]);
    const { on } = parse(await text(folder, ".github/workflows/site.yml"));
    const [, minute, hour] = on.schedule[0].cron.match(/^(\d+) (\d+) \* \* \*$/);
    for (const month of [0, 6]) {
      const at = new Date(Date.UTC(2027, month, 15, hour, minute));
      const there = Number(at.toLocaleString("en-GB", { timeZone: zone, hour: "2-digit" }));
      assert.ok(there < 8, `${zone}: at ${there} o'clock`);
    }
  }
});

test("GitLab: the jobs have no fault by its schema, build the site for its address, and tell what is due", async () => {
  const made = await clinic("gitlab", ".gitlab-ci.yml");
  const git = ["-c", "user.name=x", "-c", "user.email=x@clinic.example", "-C", made.folder];
  for (const words of [["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "x"]]) await done("git", [...git, ...words]);
  const runner = join(here, "node_modules/gitlab-ci-local/src/index.js");
  const jobs = (...names) => {
    const words = [runner, ...names, "--force-shell-executor", "--variable", "CI_PAGES_URL=https://someone.gitlab.example/clinic"];
    return run(process.execPath, words, { cwd: made.folder });
  };
  const well = await jobs("pages", "due");
  assert.equal(well.status, 0, well.told);
  assert.match(well.told, /json schema validated/);
  assert.ok((await text(made.folder, "public/index.html")).includes('href="https://someone.gitlab.example/clinic/"'));
  await age(made.folder);
  const again = await jobs("pages");
  assert.equal(again.status, 0, again.told);
  const due = await jobs("due");
  assert.notEqual(due.status, 0);
  assert.match(due.told, /past-prices/);
  const { pages, due: second, stages } = made.workflow;
  assert.deepEqual([pages.stage, second.stage, stages, second.allow_failure], ["deploy", "deploy", undefined, undefined]);
});

test("the guide's workflow for Cloudflare has no fault, and builds", async () => {
  const { folder } = await github();
  const laid = await text(repository, "docs/workflows/cloudflare.yml");
  assert.deepEqual(await faults(laid, "docs/workflows/cloudflare.yml"), []);
  const made = { home, folder, workflow: parse(fill(laid, release)) };
  assert.equal((await job(made, "site", { skip: ["Publish"] })).end, "Build: 0");
  assert.equal((await job(made, "due")).end, "What is due: 0");
});

test("the guide's workflow for many clinics has no fault, and one clinic stops no other", async () => {
  const laid = await text(repository, "docs/workflows/many-clinics.yml");
  assert.deepEqual(await faults(laid, "docs/workflows/many-clinics.yml"), []);
  const folder = join(home, "agency");
  await mkdir(join(folder, "clinics"), { recursive: true });
  await cp(join(repository, "themes/plain"), join(folder, "theme"), { recursive: true });
  for (const name of ["alster", "harbor"]) {
    const root = join(folder, "clinics", name);
    await done(program, ["init", root, "--yes"]);
    const site = (await text(root, "site.toml")).replace(/^theme\b.*\n/m, "");
    await writeFile(join(root, "site.toml"), site.replace(/^title\b/m, 'theme = "agency"\ntitle'));
  }
  const made = { home, folder, workflow: parse(fill(laid, release)) };
  assert.equal((await job(made, "clinics")).output, 'names=["alster","harbor"]\n');
  const about = join(folder, "clinics/alster/content/about.md");
  await writeFile(about, `${await text(about)}\n[](price:nothing)\n`);
  const site = (clinic) => job(made, "site", { given: { "matrix.clinic": clinic }, skip: ["Publish"] });
  assert.equal((await site("alster")).end, "Build: 1");
  assert.match(await text(folder, "report.jsonl"), /"rule":"unknown-price"/);
  const harbor = await site("harbor");
  assert.equal(harbor.end, "Build: 0", harbor.told);
  assert.ok(await text(folder, "clinics/harbor/public/index.html"));
  assert.equal((await job(made, "due", { given: { "matrix.clinic": "harbor" } })).end, "What is due: 0");

  // What the chapter says to type, in the same folder.
  const env = { ...process.env, PATH: `${dirname(program)}:${process.env.PATH}` };
  await age(join(folder, "clinics/harbor"));
  await done("bash", ["-ec", await commands("many-clinics.md", "cp -R theme")], { cwd: folder, env });
  assert.ok(await text(folder, "clinics/harbor/themes/agency/theme.toml"));
  const told = await done("bash", ["-c", await commands("many-clinics.md", "jq -r")], { cwd: folder, env });
  assert.match(told, /^ +1 past-prices$/m);
});

test("every workflow runs actions of one commit alone", async () => {
  const folders = [".github/workflows", "docs/workflows"].map((folder) => join(repository, folder));
  const files = (await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))))).flat();
  files.push(join(repository, "src/starter/files/common/github.yml"));
  assert.equal(files.length, 4);
  for (const file of files) {
    const actions = [...(await text(file)).matchAll(/uses: (.*)/g)].map((found) => found[1]);
    assert.ok(actions.length > 0, file);
    for (const action of actions) assert.match(action, /^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, file);
  }
});

test("the workflow of a release has no fault", async () => {
  const file = ".github/workflows/release.yml";
  assert.deepEqual(await faults(await text(repository, file), file), []);
});

test("the archive of a release holds all that somebody needs who has just fetched it", async () => {
  await done(join(repository, ".github/try-archive"), [release.file]);
  const name = basename(release.file, ".tar.gz");
  assert.match(name, /^clinicsite-\d+\.\d+\.\d+-[a-z0-9_]+-[a-z0-9_-]+$/);
  const list = (await done("tar", ["-tzf", release.file])).trim().split("\n");
  for (const line of list) assert.ok(line.startsWith(`${name}/`), line);
  const licences = await text(repository, "target/archives", name, "LICENSES-OF-OTHERS.txt");
  for (const words of ["\npulldown-cmark 0.", "Copyright 2015 Google", "\nlibmimalloc-sys 0.", "SIL OPEN FONT LICENSE"]) {
    assert.ok(licences.includes(words), words);
  }
});

test("Linux: the program is installed as docs/install.md says, and not if the archive is damaged", async () => {
  const person = await mkdtemp(join(home, "person-"));
  const downloads = join(person, "Downloads");
  await mkdir(downloads);
  await cp(release.file, join(downloads, release.name));
  const steps = await commands("install.md", "sha256sum");
  const sums = (sum) => writeFile(join(downloads, "SHA256SUMS"), `${"1".repeat(64)}  another.zip\n${sum}  ${release.name}\n`);
  const type = () => run("bash", ["-ec", steps], { env: { PATH: process.env.PATH, HOME: person } });
  await sums("0".repeat(64));
  const damaged = await type();
  assert.equal(damaged.status, 1);
  assert.match(damaged.told, /FAILED/);
  await sums(release.sha256);
  const { status, told } = await type();
  assert.equal(status, 0, told);
  assert.match(told, /: OK$/m);
  assert.match(await done(join(person, ".local/bin/clinicsite"), ["--version"]), /^clinicsite \d/);
});
