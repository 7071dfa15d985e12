// The page's program in parts that are loaded when they are wanted. Browsers load no module from file://, so each part
// is a classic script that hands its code to a small loader; src/parts/loader.js says how.

import { readFile } from "node:fs/promises";
import { build, transform } from "esbuild";

const FOLDER = "code";

/**
 * @param {import("esbuild").BuildOptions} options of an ES module build with one entry point
 * @returns {Promise<{ files: Map<string, string>, metafile: import("esbuild").Metafile }>} file -> script; the entry is
 *   app.js, and holds all that it imports at once; and what esbuild says that is in them
 */
export async function split(options) {
  const { metafile, outputFiles } = await build({
    ...options,
    format: "esm",
    splitting: true,
    write: false,
    metafile: true,
    outdir: "/",
    chunkNames: "[name]-[hash]",
  });
  const modules = new Map(outputFiles.map(({ path, text }) => [fileOf(path), text]));
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => [fileOf(path), output]);
  const imports = new Map(outputs.map(([name, output]) => [name, importsOf(output)]));
  const entry = outputs.find(([, { entryPoint }]) => entryPoint === options.entryPoints[0])[0];
  const atOnce = withImports(entry, imports);
  const later = [...modules.keys()].filter((name) => !atOnce.has(name));

  const needs = {};
  for (const name of later) needs[name] = [...withImports(name, imports)].filter((one) => !atOnce.has(one));
  const wrapped = new Map();
  for (const [name, text] of modules) wrapped.set(name, await wrap(name, text));
  const loader = (await readFile("src/parts/loader.js", "utf8"))
    .replace("NEEDS", JSON.stringify(needs))
    .replace("FOLDER", FOLDER);
  const first = await transform(loader, { minify: true, target: options.target });
  const app = [
    first.code,
    ...[...atOnce].map((name) => wrapped.get(name)),
    `elvitCode.start(${JSON.stringify(entry)});\n`,
  ];
  const files = new Map([["app.js", app.join("")], ...later.map((name) => [`${FOLDER}/${name}`, wrapped.get(name)])]);
  return { files, metafile };
}

const fileOf = (path) => path.split("/").at(-1);

/** Names that an output imports before it runs. */
const importsOf = ({ imports }) =>
  imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => fileOf(path));

/** A module and all that it imports, and they import. */
function withImports(name, imports, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const one of imports.get(name)) withImports(one, imports, found);
  return found;
}

async function wrap(name, text) {
  const { code } = await transform(text, { format: "cjs", minify: true, target: "es2022", charset: "utf8" });
  const body = code
    .replace(/\bimport\("\.\/([^"]+)"\)/g, 'elvitCode.load("$1")')
    .replace(/\brequire\("\.\/([^"]+)"\)/g, 'require("$1")');
  return `elvitCode.define(${JSON.stringify(name)},function(require,module,exports){${body}});\n`;
}
