// The licences of everybody else's work in the bundle, as one text. What is in it, esbuild's own account says.

import { readdir, readFile } from "node:fs/promises";

const MODULES = "node_modules/";
const TEXT_FILES = /^(licen[cs]e|copying|notice)/i;
const LEFT_OUT = "(disabled):"; // what a package says that a browser does not need
const APACHE = "Apache-2.0";

const HEAD = `elvit itself is under the Apache License 2.0. This site also holds the work of others, under the licences below.
Three fonts are among it: Inter, JetBrains Mono and Source Serif 4, under the SIL Open Font License.
`;

/** Packages that are in the bundle but come in by no import: a binary that is copied, the kernels' compiler's library. */
const UNSEEN = ["@tensorflow/tfjs-backend-wasm", "assemblyscript"];

/**
 * @param {import("esbuild").Metafile[]} metafiles of all builds
 * @returns {string[]} folders of packages, sorted; a package inside another's node_modules is one of its own
 */
export function packagesOf(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs)).filter((path) => !path.startsWith(LEFT_OUT));
  const found = new Set(UNSEEN.map((name) => MODULES + name));
  for (const path of inputs) {
    const at = path.lastIndexOf(MODULES);
    if (at < 0) continue;
    const parts = path.slice(at + MODULES.length).split("/");
    const name = parts.slice(0, parts[0].startsWith("@") ? 2 : 1).join("/");
    found.add(path.slice(0, at) + MODULES + name);
  }
  return [...found].sort();
}

/**
 * @param {string[]} folders of packages
 * @returns {Promise<string>} name, version and the whole licence of each
 * @throws where a package says nowhere what its licence is
 */
export async function notices(folders) {
  const parts = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const text = await licenceOf(folder, license);
    if (!text) throw new Error(`${name} is in the bundle, but ${folder} holds no text of its licence (${license}).`);
    parts.set(`${name} ${version} (${license})`, text);
  }
  const rule = `\n${"=".repeat(80)}\n\n`;
  const each = [...parts].sort().map(([title, text]) => `${title}\n\n${text}`);
  const apache = `The Apache License 2.0, for those above that point to it\n\n${await apacheText()}`;
  return `${[HEAD, ...each, apache].join(rule).replaceAll("\r\n", "\n").trimEnd()}\n`;
}

async function licenceOf(folder, license) {
  const names = (await readdir(folder)).filter((name) => TEXT_FILES.test(name)).sort();
  if (names.length > 0) {
    const texts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, "utf8")));
    return texts.map((text) => text.trim()).join("\n\n");
  }
  const readme = await readFile(`${folder}/README.md`, "utf8").catch(() => "");
  const section = readme.match(/^(?:#+ *)?licen[cs]e.*\n-*\n[\s\S]*copyright[\s\S]*$/im);
  if (section) return section[0].trim();
  return license === APACHE ? await apacheNotice(folder) : "";
}

/** Whose the work is, from the head of a source; the licence itself stands at the end. */
async function apacheNotice(folder) {
  const source = await readFile(`${folder}/dist/index.js`, "utf8").catch(() => "");
  const holder = source.match(/Copyright \d{4}.*/)?.[0].trim();
  return `${holder ? `${holder}\n` : ""}Under the Apache License, Version 2.0; its text is at the end of this file.`;
}

async function apacheText() {
  return (await readFile(`${MODULES}assemblyscript/LICENSE`, "utf8")).trim();
}
