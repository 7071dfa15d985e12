/** What the builder tells the page: models, hooks, pictures and where every byte lies. Python owns these shapes. */

import type { Concepts } from "./concepts.ts";
import type { Pack } from "./pack.ts";

/** One row of the hook table: one tensor of the forward pass, in forward order. */
export interface Hook {
  readonly name: string;
  /** Names of the axes, such as ["pos", "head", "d_head"]; the batch axis is left out. */
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  /** Operation kind, such as "linear", "layer_norm", "softmax". */
  readonly op: string;
  /** Names of the hooks that the operation reads ("image" for the picture). */
  readonly inputs: readonly string[];
  readonly formula: string;
  readonly concept: string;
  /** Names of the weights it uses: a matrix before its bias, a gain before its bias. */
  readonly weights: readonly string[];
  /** Where it belongs: "embedding", "blocks.0" ..., "head". */
  readonly stage: string;
  /** What it is called in the formulas of the hooks that read it: "x", "q". */
  readonly symbol: string;
  /** The function that an activation applies, as it is written: "GELU", "ReLU"; null where it applies none. */
  readonly activation: string | null;
  /** What a head reads of its input; null where every row is read. See `hooks/readout.ts`. */
  readonly reads: string | null;
}

/**
 * What the head reads: the first prefix token; the mean of the patches, or of all tokens; that token and the mean of
 * the patches, one after the other; or two heads, of the first two prefix tokens, whose logits are averaged.
 */
export type Readout = "token" | "mean_patches" | "mean_all" | "cls_and_mean" | "two_heads";

/** What the logits become: one softmax, a sigmoid each, or nothing, being numbers themselves. */
export type OutputKind = "single_label" | "multi_label" | "regression" | "zero_shot_softmax" | "zero_shot_sigmoid";

/** Pixels: an edge where both are the same, else height and width. `hooks/sizes.ts` tells them apart. */
export type Edges = number | readonly [height: number, width: number];

/** Blocks that share their sizes; a plain ViT has one stage. */
export interface ModelStage {
  /** Number of its first block. */
  readonly first: number;
  readonly blocks: number;
  readonly rows: number;
  readonly columns: number;
  readonly d_model: number;
  readonly n_heads: number;
  readonly d_head: number;
  readonly d_mlp: number;
  /** Rows and columns of the windows within which patches attend; null where all attend to all. */
  readonly window: readonly [number, number] | null;
  /** By how many rows and columns the windows of every second block are moved; null where they stay. */
  readonly shift: readonly [number, number] | null;
}

export interface ModelConfig {
  readonly n_layers: number;
  readonly n_heads: number;
  readonly d_model: number;
  readonly d_head: number;
  readonly d_mlp: number;
  readonly patch_size: Edges;
  readonly image_size: Edges;
  /** Tokens before the first patch. */
  readonly n_prefix: number;
  readonly n_classes: number;
  readonly eps: number;
  /** The MLP's activation, as it is written: "GELU", "ReLU". */
  readonly activation: string;
  /** Names of the tokens before the first patch: "cls", "dist", "reg1" and so on. */
  readonly prefix: readonly string[];
  readonly readout: Readout;
  readonly output: OutputKind;
  /** In forward order; the sizes above are those of the first. */
  readonly stages: readonly ModelStage[];
}

export type Resample = "nearest" | "box" | "bilinear" | "hamming" | "bicubic" | "lanczos";

/** The model's own image processor, in the order in which it works; null leaves a step out. */
export interface Preprocess {
  /** Either an exact size or the length that the shortest edge gets. */
  readonly resize: { readonly height: number; readonly width: number } | { readonly shortest_edge: number } | null;
  readonly resample: Resample;
  readonly crop: { readonly height: number; readonly width: number } | null;
  /** Factor from 0..255, 1/255 as a rule. */
  readonly rescale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** One weight: its axes in the order of memory, such as ["d_model", "head", "d_head"] of W_Q, and their lengths. */
export interface ParamEntry {
  readonly dims: readonly string[];
  readonly shape: readonly number[];
}

/**
 * What each pack of `maps` holds, after the float32 scales (little-endian) of the attention matrices: similarities,
 * then attention, as bytes. `data/maps.ts` reads them.
 */
export interface MapsLayout {
  readonly blocks: number;
  readonly pos: number;
  /** Cosines of `hook_resid_post`: of every block the upper triangle with its diagonal, row by row; 0..255 is -1..1. */
  readonly similarity: "triangle";
  /** Whether each head's attention is there, or only the mean over the heads. */
  readonly attention: "heads" | "mean";
  /** Attention matrices [query, key] a block; a byte is the root of the value as a share of the matrix's scale. */
  readonly heads: number;
  /** At last, the most likely classes if the model stopped after a block: so many, index (u4) and share (f4) each. */
  readonly answers: number;
}

/** What the methods score on the gallery's pictures whose masks leave patches inside and outside. */
export interface GalleryScores {
  /** float32, little-endian: [method, block, metric, 3], the last axis mean, low and high of the 95 % interval. */
  readonly pack: Pack;
  /** Keys of `METHODS`, in order: "similarity", "attention_mean", ... */
  readonly methods: readonly string[];
  /** Keys of `METRICS`, in order. */
  readonly metrics: readonly string[];
  /** Pictures that count: their masks leave patches inside and outside. Without any, the pack is of zero bytes. */
  readonly pictures: readonly string[];
  /** By block: the head that scores the highest mean ROC-AUC on these same pictures, which "attention_head" is. */
  readonly best_heads: readonly number[];
  /** By metric: the mean over the pictures of what `chanceOf` gives. */
  readonly chance: readonly number[];
}

export interface ModelEntry {
  readonly id: string;
  readonly title: string;
  /** Hub id with revision, or the name of the folder it came from. */
  readonly source: string;
  readonly architecture: string;
  readonly config: ModelConfig;
  readonly labels: readonly string[];
  readonly parameters: number;
  readonly dtype: "float32" | "float16";
  readonly preprocess: Preprocess;
  readonly hooks: readonly Hook[];
  /** By name, such as "blocks.0.attn.W_Q". */
  readonly params: Readonly<Record<string, ParamEntry>>;
  /** UTF-8 JSON: TensorFlow.js model.json without weights data (format, signature, modelTopology, weightsManifest). */
  readonly graph: Pack;
  readonly weights: Pack;
  /** By picture id: [class index, probability], highest first, at most ten, as PyTorch computed them. */
  readonly predictions: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** By picture id: the resized picture as the model sees it, uint8 [height, width, 3], before rescaling. */
  readonly inputs: Readonly<Record<string, Pack>>;
  /** By picture id: similarity and attention of every block in bytes, for the first paint. */
  readonly maps: Readonly<Record<string, Pack>>;
  readonly maps_layout: MapsLayout;
  /** By picture id and class: the share of each patch, as the model sees the picture, that the class's mask covers. */
  readonly covers: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly scores: GalleryScores;
  /** The page of what was measured of it on many pictures, from the page's folder; empty where there is none. */
  readonly findings?: string;
  /** What was measured of its patch interactions on a labelled folder; null where nothing was. */
  readonly interaction?: {
    /** The page that tells all of it, from the page's folder. */
    readonly page: string;
    /** UTF-8 JSON, as `data/interaction.ts` reads it. */
    readonly numbers: Pack;
  } | null;
}

export interface ImageEntry {
  readonly id: string;
  readonly title: string;
  readonly classes: readonly string[];
  readonly credit: string;
  readonly licence: string;
  /** Whether models are known to get it wrong, and, in a sentence that may be empty, why. */
  readonly hard: boolean;
  readonly why: string;
  /** The picture as a visitor sees it, a path from the page's folder. */
  readonly file: string;
  readonly thumbnail: string;
  readonly width: number;
  readonly height: number;
}

export interface Manifest {
  readonly format: 1;
  readonly version: string;
  readonly title: string;
  readonly models: readonly ModelEntry[];
  readonly images: readonly ImageEntry[];
  readonly concepts: Concepts;
  /** The worker's source (UTF-8), TensorFlow.js' wasm binary (SIMD), the workers on other backends; each deflated. */
  readonly engine: {
    readonly worker: Pack;
    readonly wasm: Pack;
    readonly cpu: Pack;
    readonly webgl: Pack;
    readonly webgpu: Pack;
  };
  /** Parts of the program that are loaded when they are wanted; it knows them itself, this is for checks. */
  readonly code?: readonly string[];
}
