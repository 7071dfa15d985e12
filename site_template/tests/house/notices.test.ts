// Every package that esbuild reads for the bundle has its licence's text in the notices.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { notices, packagesOf } from "../../notices.mjs";

const account = (...paths: string[]) => ({
  inputs: Object.fromEntries(paths.map((path) => [path, { bytes: 1, imports: [] }])),
});

test("the packages are those of the paths, each once, those inside others too, and what is left out is not", () => {
  const found = packagesOf([
    account("src/main.ts", "node_modules/d3-array/src/a.js", "node_modules/d3-array/src/b.js"),
    account("node_modules/@a/b/node_modules/long/src/long.js", "(disabled):node_modules/node-fetch/x.js"),
  ]);
  const here = ["node_modules/@a/b/node_modules/long", "node_modules/d3-array"];
  assert.deepEqual(
    found.filter((folder) => !/tfjs|assemblyscript/.test(folder)),
    here,
  );
});

test("what is built names every package's licence with its text", async () => {
  const text = await readFile("bundle/NOTICES.txt", "utf8");
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
  const named = [...text.matchAll(/^(@?[\w./-]+) (\d[\w.-]*) \((.+)\)$/gm)].map((match) => match.slice(1, 3));
  for (const [name, version] of named) assert.equal(packages[`node_modules/${name}`]?.version, version, name);
  const wanted = [
    /^@fontsource/,
    /inter$/,
    /jetbrains/,
    /serif/,
    /tfjs-core/,
    /backend-wasm/,
    /backend-webgl$/,
    /^d3-/,
  ];
  for (const one of [...wanted, /assemblyscript/, /crc-32/, /seedrandom/]) {
    assert.ok(
      named.some(([name]) => one.test(name!)),
      `${one}`,
    );
  }
  assert.match(text, /SIL OPEN FONT LICENSE Version 1\.1/i);
  assert.match(text, /Apache License\s+Version 2\.0/);
  assert.match(text, /Copyright 2019 David Bau/);
});

test("a package without a licence stops the build, by name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "elvit-notices-"));
  await writeFile(join(folder, "package.json"), '{ "name": "nobody", "version": "1.0.0", "license": "MIT" }');
  await assert.rejects(notices([folder]), /nobody is in the bundle.*no text of its licence \(MIT\)/);
  await rm(folder, { recursive: true });
});
