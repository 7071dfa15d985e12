// A graph small enough to work out by hand, with every kind of node that the engine treats apart.
import { crc32 } from "node:zlib";

import type { Hook, ModelEntry } from "../../../src/data/manifest.ts";
import type { Chunk, Pack } from "../../../src/data/pack.ts";

export const PATCHES = 4;
export const WIDTH = 12;

/** By the file's name: the script that carries it. */
export type Scripts = Map<string, string>;

/** Position embedding [patch, d_model]: exact in float32. */
export const POSITIONS = Float32Array.from({ length: PATCHES * WIDTH }, (_, i) => (i % 7) / 4);
/** [d_model, class]: exact in float16. */
export const HEAD = Float32Array.from({ length: WIDTH * WIDTH }, (_, i) => ((i * 5) % 9) / 8 - 0.5);

/** Patches in, position added, mean over patches, head, softmax. */
export function expectedLogits(image: ArrayLike<number>, positions: ArrayLike<number> = POSITIONS): number[] {
  const mean = Array.from({ length: WIDTH }, (_, d) => {
    let sum = 0;
    for (let p = 0; p < PATCHES; p++) sum += image[p * WIDTH + d]! + positions[p * WIDTH + d]!;
    return sum / PATCHES;
  });
  return Array.from({ length: WIDTH }, (_, c) => mean.reduce((sum, m, d) => sum + m * HEAD[d * WIDTH + c]!, 0));
}

export const FLOAT = { type: "DT_FLOAT" };
export const INT = { type: "DT_INT32" };
export const dims = (shape: readonly number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) });

export function constant(name: string, shape: readonly number[], dtype: "DT_FLOAT" | "DT_INT32" = "DT_FLOAT") {
  return {
    name,
    op: "Const",
    input: [],
    attr: { dtype: { type: dtype }, value: { tensor: { dtype, tensorShape: dims(shape) } } },
  };
}

const NODES = [
  { name: "pixel_values", op: "Placeholder", input: [], attr: { dtype: FLOAT, shape: { shape: dims([1, 3, 4, 4]) } } },
  constant("hook_pos_embed", [1, PATCHES, WIDTH]),
  constant("head", [WIDTH, WIDTH]),
  constant("patches", [3], "DT_INT32"),
  constant("axis", [1], "DT_INT32"),
  { name: "hook_embed", op: "Reshape", input: ["pixel_values", "patches"], attr: { T: FLOAT, Tshape: INT } },
  { name: "hook_full_embed", op: "AddV2", input: ["hook_embed", "hook_pos_embed"], attr: { T: FLOAT } },
  {
    name: "mean",
    op: "Mean",
    input: ["hook_full_embed", "axis"],
    attr: { T: FLOAT, Tidx: INT, keep_dims: { b: false } },
  },
  {
    name: "logits",
    op: "BatchMatMulV2",
    input: ["mean", "head"],
    attr: { T: FLOAT, adj_x: { b: false }, adj_y: { b: false } },
  },
  { name: "probabilities", op: "Softmax", input: ["logits"], attr: { T: FLOAT } },
];

const WEIGHTS = [
  { name: "hook_pos_embed", shape: [1, PATCHES, WIDTH], dtype: "float32" },
  {
    name: "head",
    shape: [WIDTH, WIDTH],
    dtype: "float32",
    quantization: { dtype: "float16", original_dtype: "float32" },
  },
  { name: "patches", shape: [3], dtype: "int32" },
  { name: "axis", shape: [1], dtype: "int32" },
];

function weightBytes(): Buffer {
  const int32 = (...values: number[]) => Buffer.from(Int32Array.from(values).buffer);
  return Buffer.concat([Buffer.from(POSITIONS.buffer), float16(HEAD), int32(1, PATCHES, WIDTH), int32(1)]);
}

/** For the few values here: multiples of 1/8 below 1. */
export function float16(values: Float32Array): Buffer {
  const bits = (value: number): number => {
    if (value === 0) return 0;
    const exponent = Math.floor(Math.log2(Math.abs(value)));
    return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | ((Math.abs(value) / 2 ** exponent - 1) * 1024);
  };
  return Buffer.from(Uint16Array.from(values, bits).buffer);
}

/** Cuts bytes into chunks of one stylesheet each. */
export function pack(scripts: Scripts, name: string, data: Uint8Array, size = 3 << 20): Pack {
  const chunks: Chunk[] = [];
  for (let at = 0; at < data.length; at += size) {
    const piece = data.subarray(at, at + size);
    const file = `data/${name}-${chunks.length}.css`;
    scripts.set(file, sheet(Buffer.from(piece).toString("base64")));
    chunks.push({ file, bytes: piece.length, crc32: crc32(piece) });
  }
  return { chunks, bytes: data.length };
}

function sheet(text: string, length = 1 << 20): string {
  const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_, i) =>
    text.slice(i * length, (i + 1) * length),
  );
  return `:host{${pieces.map((piece, i) => `--${i}:"${piece}";`).join("")}}\n`;
}

export const hook = (
  name: string,
  shape: readonly number[],
  inputs: readonly string[],
  about: Partial<Pick<Hook, "op" | "stage" | "dims">> = {},
): Hook => ({
  name,
  dims: shape.map(String),
  shape,
  op: "",
  inputs,
  formula: "",
  concept: "",
  symbol: "",
  activation: null,
  reads: null,
  weights: [],
  stage: "",
  ...about,
});

/** The model under some name, its files added to the scripts. */
export function tinyModel(scripts: Scripts, id: string, sample: Uint8Array): ModelEntry {
  const graph = {
    format: "graph-model",
    modelTopology: { node: NODES, versions: { producer: 0 } },
    weightsManifest: [{ paths: [], weights: WEIGHTS }],
  };
  const tokens = [PATCHES, WIDTH];
  return {
    id,
    title: id,
    source: "",
    architecture: "vit",
    parameters: 0,
    dtype: "float16",
    predictions: {},
    config: {
      n_layers: 0,
      n_heads: 1,
      d_model: WIDTH,
      d_head: WIDTH,
      d_mlp: 1,
      patch_size: 2,
      image_size: 4,
      n_prefix: 0,
      n_classes: WIDTH,
      eps: 0,
      activation: "GELU",
      prefix: [],
      readout: "mean_all",
      output: "single_label",
      stages: [],
    },
    labels: Array.from({ length: WIDTH }, (_, i) => `class ${i}`),
    preprocess: {
      resize: { width: 4, height: 4 },
      resample: "bilinear",
      crop: null,
      rescale: 1 / 255,
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
    },
    hooks: [
      hook("hook_embed", tokens, ["image"]),
      hook("hook_pos_embed", tokens, []),
      hook("hook_full_embed", tokens, ["hook_embed", "hook_pos_embed"]),
      hook("logits", [WIDTH], ["hook_full_embed"]),
      hook("probabilities", [WIDTH], ["logits"], { op: "softmax" }),
    ],
    params: {
      head: { dims: ["d_model", "class"], shape: [WIDTH, WIDTH] },
      hook_pos_embed: { dims: ["pos", "row", "column"], shape: [PATCHES, 4, 3] },
    },
    graph: pack(scripts, `${id}-graph`, Buffer.from(JSON.stringify(graph))),
    weights: pack(scripts, `${id}-weights`, weightBytes(), 99),
    inputs: { sample: pack(scripts, `${id}-sample`, sample) },
    maps: {},
    covers: {},
    maps_layout: { blocks: 0, pos: PATCHES, similarity: "triangle", attention: "heads", heads: 1, answers: 0 },
    scores: { pack: { chunks: [], bytes: 0 }, methods: [], metrics: [], pictures: [], best_heads: [], chance: [] },
  }; // prettier-ignore
}
