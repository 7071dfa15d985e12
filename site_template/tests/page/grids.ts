/** Grids and sizes of models, made for tests. */
import type { ModelConfig } from "../../src/data/manifest.ts";
import { type Grid, makeGrid } from "../../src/maths/tokens.ts";

const NAMES = ["CLS", "distillation token"];

/** A square grid behind so many tokens, the first of which the head reads; without any it reads all patches. */
export const squareGrid = (edge: number, prefix: number): Grid => makeGrid(edge, edge, NAMES.slice(0, prefix));

/** The contract of a model with so many tokens before its patches, beside the sizes that a test needs. */
export function contract<Sizes extends object>(prefix: number, sizes: Sizes): Sizes & Pick<ModelConfig, Said> {
  return {
    ...sizes,
    n_prefix: prefix,
    prefix: ["cls", "dist"].slice(0, prefix),
    readout: prefix > 0 ? "token" : "mean_all",
    output: "single_label",
    stages: [],
  };
}

type Said = "n_prefix" | "prefix" | "readout" | "output" | "stages";
