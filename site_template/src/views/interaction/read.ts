/** What the head of the model reads, in words. */
import type { ModelConfig } from "../../data/manifest.ts";
import { readoutName } from "../../hooks/readout.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { Scene } from "./scene.ts";
import type { Read } from "./words/cut.ts";

const KINDS: Readonly<Record<ModelConfig["readout"], Read["kind"]>> = {
  token: "token",
  mean_patches: "mean",
  mean_all: "mean",
  cls_and_mean: "several",
  two_heads: "several",
};

export const readOf = ({ model: { config }, grid }: Pick<Scene, "model" | "grid">): Read => ({
  kind: KINDS[config.readout],
  name: readoutName(config),
  readsPatches: readsPatches(grid),
});

/** Whether any patch is among the tokens that the head reads. */
export const readsPatches = ({ read, prefix }: Grid): boolean => read.some((token) => token >= prefix);
