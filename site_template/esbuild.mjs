// Writes bundle/: what the builder copies into a site. The same sources give the same bytes.

import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { kernels } from "./kernel/plugin.mjs";
import { notices, packagesOf } from "./notices.mjs";
import { split } from "./splitting.mjs";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
const out = "bundle";

const shared = {
  absWorkingDir: process.cwd(),
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // NOTICES.txt has them whole
  metafile: true,
  logLevel: "warning",
  sourcemap: false,
};
// The wasm backend carries loaders for Node that a browser never reaches.
const script = { ...shared, format: "iife", platform: "browser", define: { "process.env.NODE_ENV": '"production"' } };

await rm(out, { recursive: true, force: true });
await mkdir(out);
const page = await split({ ...shared, platform: "browser", entryPoints: ["src/main.ts"] });
const built = await Promise.all([
  writeAll(page.files),
  build({ ...script, entryPoints: ["src/engine/workers/wasm.ts"], outfile: `${out}/worker.js`, plugins: [kernels] }),
  build({
    ...script,
    entryPoints: ["cpu", "webgl", "webgpu"].map((name) => `src/engine/workers/${name}.ts`),
    outdir: out,
  }),
  build({ ...shared, entryPoints: ["styles/main.css"], outfile: `${out}/app.css` }),
  build({ ...shared, entryPoints: ["styles/pages.css"], outfile: `${out}/pages.css` }),
  // No file but the sheet itself may be needed for a font: fonts of file:// pages are refused by some browsers.
  build({ ...shared, entryPoints: ["styles/fonts.css"], outfile: `${out}/fonts.css`, loader: { ".woff2": "dataurl" } }),
  copyFile(
    "node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
    `${out}/tfjs-backend-wasm-simd.wasm`,
  ),
]);

const metafiles = [page, ...built].flatMap((one) => one?.metafile ?? []);
await writeFile(`${out}/NOTICES.txt`, await notices(packagesOf(metafiles)));

// What every visitor loads; the other workers are for few.
await writeFile(`${out}/worker.js`, await shorter(await readFile(`${out}/worker.js`, "utf8")));

for (const name of (await readdir(out, { recursive: true })).filter((name) => name.includes(".")).sort()) {
  const bytes = await readFile(`${out}/${name}`);
  console.log(`${name.padEnd(32)} ${kilobytes(bytes)} kB, gzip ${kilobytes(gzipSync(bytes))} kB`);
}

async function writeAll(files) {
  await mkdir(`${out}/code`);
  for (const [name, text] of files) await writeFile(`${out}/${name}`, await shorter(text));
}

/** A script that esbuild has minified, shorter by another sixteenth once it is gzipped. */
async function shorter(script) {
  const { code } = await minify(script, { ecma: 2022, compress: { passes: 2 }, format: { comments: false } });
  return code;
}

function kilobytes(bytes) {
  return (bytes.length / 1000).toFixed(0).padStart(5);
}
