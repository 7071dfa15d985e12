/** The same question asked of another picture or another model: which block, which references, whose maps. */
import type { Manifest, ModelEntry } from "../../../data/manifest.ts";
import { gridOf } from "../../../hooks/sizes.ts";
import type { Grid } from "../../../maths/tokens.ts";
import { galleryOf, type Picture } from "../../../page/pictures.ts";
import type { InterpretationData } from "../data.ts";
import type { Scene } from "../scene.ts";
import { regrid } from "./ranks.ts";

export const MODEL = "model:";

export interface Versus {
  readonly model: ModelEntry;
  readonly picture: Picture;
  readonly kind: "picture" | "model";
}

/** What a state compares with; null where it names nothing, or nothing that this page has. */
export function versusOf(text: string, manifest: Manifest, scene: Pick<Scene, "model" | "picture">): Versus | null {
  if (text.startsWith(MODEL)) {
    const model = manifest.models.find(({ id }) => MODEL + id === text);
    return model && model !== scene.model ? { model, picture: scene.picture, kind: "model" } : null;
  }
  const picture = galleryOf(manifest).find(({ id }) => id === text);
  return picture && picture.id !== scene.picture.id ? { model: scene.model, picture, kind: "picture" } : null;
}

/** The block as deep in another model: the last stays the last. */
export const blockIn = (block: number, blocks: number, others: number): number =>
  blocks > 1 ? Math.round((block / (blocks - 1)) * (others - 1)) : others - 1;

/** Tokens at the same places of another model's sequence, ascending: prefix tokens by their number, patches by where they lie. */
export function referencesIn(references: readonly number[], from: Grid, to: Grid): number[] {
  const all = Array.from({ length: to.side ** 2 }, (_, i) => i + to.prefix);
  if (references.length === from.side ** 2 && references[0] === from.prefix) return all;
  const found = new Set<number>();
  for (const token of references) {
    if (token < from.prefix) {
      if (to.prefix === 0) return all;
      found.add(Math.min(token, to.prefix - 1));
      continue;
    }
    const chosen = new Float64Array(from.side ** 2);
    chosen[token - from.prefix] = 1;
    const there = regrid(chosen, from.side, to.side);
    const middle = placeOf(token - from.prefix, from.side, to.side);
    there.forEach((bit, patch) => bit > 0 && found.add(patch + to.prefix));
    found.add(middle + to.prefix);
  }
  return [...found].sort((a, b) => a - b);
}

/** The patch of another grid under the middle of a patch. */
export function placeOf(patch: number, from: number, to: number): number {
  const at = (index: number) => Math.min(to - 1, Math.floor(((index + 0.5) / from) * to));
  return at(Math.floor(patch / from)) * to + at(patch % from);
}

/** The map of the scene's method, of other data; null where it cannot be had from them. */
export function mapOf(
  scene: Scene,
  data: InterpretationData,
): { block: number; references: number[]; values: Float64Array | null } {
  const block = blockIn(scene.block, scene.data.blocks, data.blocks);
  const references = referencesIn(scene.references, scene.grid, gridOf(data.model.config));
  const ask = {
    similarity: () => data.similarity(block, references),
    attention: () =>
      data.attention(
        block,
        references,
        typeof scene.fuse === "number" ? Math.min(scene.fuse, data.model.config.n_heads - 1) : scene.fuse,
      ),
    rollout: () => data.rollout(block, references, scene.rollout),
    lens: () => null,
  };
  return { block, references, values: ask[scene.method]() };
}
