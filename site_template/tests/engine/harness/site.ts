// Writes a folder that a browser can open: the harness page, the engine and one or more models.

import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { kernels } from "../../../kernel/plugin.mjs";

import type { Manifest, ModelEntry } from "../../../src/data/manifest.ts";
import type { Pack } from "../../../src/data/pack.ts";
import { attentiveModel } from "./attention.ts";
import { pack, type Scripts, tinyModel } from "./model.ts";

const ROOT = new URL("../../../", import.meta.url);
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; img-src 'self' data: blob:; style-src 'self'; base-uri 'none'; form-action 'none'";

/** The resized sample picture, uint8 [4, 4, 3]. */
export const SAMPLE = Uint8Array.from({ length: 48 }, (_, i) => (i * 37) % 256);

async function bundle(entry: string): Promise<string> {
  const options: BuildOptions = {
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2020",
    write: false,
    logLevel: "warning",
  };
  const result = await build({ ...options, plugins: [kernels], entryPoints: [fileURLToPath(new URL(entry, ROOT))] });
  return result.outputFiles![0]!.text;
}

/**
 * A site with the models "one" and "two", with "attentive", or with all three and the workers on the graphics card.
 *
 * @returns the folder.
 */
export async function writeSite(policy = POLICY, kind: "tiny" | "attentive" | "graphics" = "tiny"): Promise<string> {
  const scripts: Scripts = new Map();
  const wasm = await readFile(
    new URL("node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm", ROOT),
  );
  const worker = async (name: string) =>
    pack(scripts, name, deflateSync(await bundle(`src/engine/workers/${name}.ts`)));
  const none: Pack = { chunks: [], bytes: 0 };
  const engine = {
    worker: await worker("wasm"),
    cpu: await worker("cpu"),
    webgl: kind === "graphics" ? await worker("webgl") : none,
    webgpu: kind === "graphics" ? await worker("webgpu") : none,
    wasm: pack(scripts, "binary", deflateSync(wasm), 1 << 16),
  };
  const tiny = kind === "attentive" ? [] : ["one", "two"].map((id) => tinyModel(scripts, id, SAMPLE));
  const models: ModelEntry[] = kind === "tiny" ? tiny : [...tiny, attentiveModel(scripts, SAMPLE)];
  const concepts = { stages: [], nodes: [], columns: 0, rows: 0, texts: { chunks: [], bytes: 0 } };
  const manifest: Manifest = { format: 1, version: "test", title: "test", models, images: [], concepts, engine };
  scripts.set("manifest.js", `globalThis.elvitManifest=${JSON.stringify(manifest)};`);
  scripts.set("page.js", await bundle("tests/engine/harness/page.ts"));
  scripts.set("index.html", html(policy));
  return writeFolder(scripts);
}

function html(policy: string): string {
  const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>engine</title>`;
  return `${head}<script src="manifest.js"></script><script src="page.js"></script>`;
}

async function writeFolder(files: Scripts): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "elvit-engine-"));
  await mkdir(join(folder, "data"));
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return folder;
}
