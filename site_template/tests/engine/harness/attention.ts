// Two blocks of attention and nothing else, small enough to be worked out by plain loops.
import type { ModelEntry } from "../../../src/data/manifest.ts";
import { constant, FLOAT, HEAD, hook, INT, PATCHES, pack, type Scripts, tinyModel, WIDTH } from "./model.ts";

export const LAYERS = 2;

const kind = (op: string, name: string, input: readonly string[], attr: object = { T: FLOAT }) => ({
  name,
  op,
  input,
  attr,
});
const product = (name: string, left: string, right: string, turned = false) =>
  kind("BatchMatMulV2", name, [left, right], { T: FLOAT, adj_x: { b: false }, adj_y: { b: turned } });
const shaped = (name: string, input: string, shape: string) =>
  kind("Reshape", name, [input, shape], { T: FLOAT, Tshape: INT });

/** Each token reads by its likeness to the others, and adds what it reads. */
const block = (l: number) => {
  const [start, attn] = [`blocks.${l}`, `blocks.${l}.attn`];
  return [
    kind("Identity", `${start}.hook_resid_pre`, [l === 0 ? "hook_embed" : `blocks.${l - 1}.hook_resid_post`]),
    shaped(`${attn}.hook_v`, `${start}.hook_resid_pre`, "one_head"),
    product(`${attn}.likeness`, `${start}.hook_resid_pre`, `${start}.hook_resid_pre`, true),
    shaped(`${attn}.hook_attn_scores`, `${attn}.likeness`, "heads"),
    kind("Softmax", `${attn}.hook_pattern`, [`${attn}.hook_attn_scores`]),
    shaped(`${attn}.weights`, `${attn}.hook_pattern`, "pairs"),
    shaped(`${attn}.values`, `${attn}.hook_v`, "patches"),
    product(`${attn}.read`, `${attn}.weights`, `${attn}.values`),
    kind("AddV2", `${start}.hook_resid_post`, [`${start}.hook_resid_pre`, `${attn}.read`]),
  ];
};

const SHAPES = {
  patches: [1, PATCHES, WIDTH],
  one_head: [1, PATCHES, 1, WIDTH],
  heads: [1, 1, PATCHES, PATCHES],
  pairs: [1, PATCHES, PATCHES],
};

const NODES = [
  {
    name: "pixel_values",
    op: "Placeholder",
    input: [],
    attr: { dtype: FLOAT, shape: { shape: { dim: [1, 3, 4, 4].map((size) => ({ size: String(size) })) } } },
  },
  constant("head", [WIDTH, WIDTH]),
  constant("axis", [1], "DT_INT32"),
  ...Object.entries(SHAPES).map(([name, { length }]) => constant(name, [length], "DT_INT32")),
  shaped("hook_embed", "pixel_values", "patches"),
  ...Array.from({ length: LAYERS }, (_, l) => block(l)).flat(),
  kind("Mean", "mean", [`blocks.${LAYERS - 1}.hook_resid_post`, "axis"], {
    T: FLOAT,
    Tidx: INT,
    keep_dims: { b: false },
  }),
  product("logits", "mean", "head"),
  kind("Softmax", "probabilities", ["logits"]),
];

const WEIGHTS = [
  { name: "head", shape: [WIDTH, WIDTH], dtype: "float32" },
  { name: "axis", shape: [1], dtype: "int32" },
  ...Object.entries(SHAPES).map(([name, { length }]) => ({ name, shape: [length], dtype: "int32" })),
];

function weightBytes(): Buffer {
  return Buffer.concat([
    Buffer.from(HEAD.buffer),
    Buffer.from(Int32Array.of(1, ...Object.values(SHAPES).flat()).buffer),
  ]);
}

const PAIRS = { dims: ["head", "query", "key"] };

const hooksOf = (l: number) => {
  const [stage, attn] = [`blocks.${l}`, `blocks.${l}.attn`];
  const [pre, scores, pattern] = [`${stage}.hook_resid_pre`, `${attn}.hook_attn_scores`, `${attn}.hook_pattern`];
  const before = l === 0 ? "hook_embed" : `blocks.${l - 1}.hook_resid_post`;
  return [
    hook(pre, [PATCHES, WIDTH], [before], { stage }),
    hook(`${attn}.hook_v`, [PATCHES, 1, WIDTH], [pre], { stage }),
    hook(scores, [1, PATCHES, PATCHES], [pre], { ...PAIRS, stage }),
    hook(pattern, [1, PATCHES, PATCHES], [scores], { ...PAIRS, stage, op: "softmax" }),
    hook(`${stage}.hook_resid_post`, [PATCHES, WIDTH], [pre, pattern, `${attn}.hook_v`], { stage }),
  ];
};

const HOOKS = [
  hook("hook_embed", [PATCHES, WIDTH], ["image"]),
  ...Array.from({ length: LAYERS }, (_, l) => hooksOf(l)).flat(),
  hook("logits", [WIDTH], [`blocks.${LAYERS - 1}.hook_resid_post`]),
  hook("probabilities", [WIDTH], ["logits"], { op: "softmax" }),
];

export function attentiveModel(scripts: Scripts, sample: Uint8Array): ModelEntry {
  const tiny = tinyModel(scripts, "attentive", sample);
  const graph = {
    format: "graph-model",
    modelTopology: { node: NODES, versions: { producer: 0 } },
    weightsManifest: [{ paths: [], weights: WEIGHTS }],
  };
  return {
    ...tiny,
    config: { ...tiny.config, n_layers: LAYERS },
    hooks: HOOKS,
    params: { head: { dims: ["d_model", "class"], shape: [WIDTH, WIDTH] } },
    graph: pack(scripts, "attentive-graph", Buffer.from(JSON.stringify(graph))),
    weights: pack(scripts, "attentive-weights", weightBytes(), 99),
  };
}

export interface Expected {
  readonly logits: number[];
  /** By block: [query, key]. */
  readonly patterns: number[][];
  /** After the last block, [patch, d_model]. */
  readonly stream: number[];
}

/** What becomes of a hook's values. */
export type Change = (own: readonly number[]) => number[];

/** The same in plain loops, a pair [query, key] being forbidden where a block's mask has 0, and some hooks changed. */
export function expectedOf(
  image: ArrayLike<number>,
  masks: readonly (ArrayLike<number> | null)[],
  changes: Readonly<Record<string, Change>> = {},
): Expected {
  const changed = (name: string, own: number[]): number[] => changes[name]?.(own) ?? own;
  let stream = Array.from({ length: PATCHES * WIDTH }, (_, i) => image[i]!);
  const patterns = masks.map((mask, block) => {
    const [start, attn] = [`blocks.${block}`, `blocks.${block}.attn`];
    const before = changed(`${start}.hook_resid_pre`, stream);
    const at = (token: number, d: number) => before[token * WIDTH + d]!;
    const values = changed(`${attn}.hook_v`, before);
    const scores = changed(
      `${attn}.hook_attn_scores`,
      pairs((i, j) => sum(WIDTH, (d) => at(i, d) * at(j, d))),
    );
    const weights = scores.map((score, pair) => (mask && !mask[pair] ? 0 : Math.exp(score)));
    const pattern = pairs((i, j) => weights[i * PATCHES + j]! / sum(PATCHES, (k) => weights[i * PATCHES + k]!));
    const read = (i: number) =>
      sum(PATCHES, (j) => pattern[Math.floor(i / WIDTH) * PATCHES + j]! * values[j * WIDTH + (i % WIDTH)]!);
    stream = changed(
      `${start}.hook_resid_post`,
      before.map((value, i) => value + read(i)),
    );
    return pattern;
  });
  const means = Array.from({ length: WIDTH }, (_, d) => sum(PATCHES, (i) => stream[i * WIDTH + d]!) / PATCHES);
  return { logits: means.map((_, c) => sum(WIDTH, (d) => means[d]! * HEAD[d * WIDTH + c]!)), patterns, stream };
}

const sum = (count: number, of: (i: number) => number): number =>
  Array.from({ length: count }, (_, i) => of(i)).reduce((a, b) => a + b, 0);

const pairs = (of: (i: number, j: number) => number): number[] =>
  Array.from({ length: PATCHES * PATCHES }, (_, pair) => of(Math.floor(pair / PATCHES), pair % PATCHES));
