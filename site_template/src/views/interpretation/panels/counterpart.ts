/** The same question asked of another picture or another model: which block, which references, whose maps. */
import type { Manifest, ModelEntry } from "../../../data/manifest.ts";
import { gridOf } from "../../../hooks/sizes.ts";
import { isRead } from "../../../maths/reference.ts";
import { type Grid, patchCount, patchTokens, placeOf } from "../../../maths/tokens.ts";
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

/**
 * Tokens at the same places of another model's sequence, ascending: what the head reads there for what it reads here,
 * prefix tokens by name, patches by where they lie.
 */
export function referencesIn(references: readonly number[], from: Grid, to: Grid): number[] {
  if (isAllPatches(references, from)) return patchTokens(to);
  if (isRead(references, from)) return [...to.read];
  const found = new Set<number>();
  for (const token of references)
    for (const there of token < from.prefix ? prefixIn(token, from, to) : patchesIn(token, from, to)) found.add(there);
  return [...found].sort((a, b) => a - b);
}

/** A token before the patches by its name; where there is none of that name, what the head reads. */
function prefixIn(token: number, from: Grid, to: Grid): readonly number[] {
  const there = to.prefixNames.indexOf(from.prefixNames[token]!);
  return there >= 0 ? [there] : to.read;
}

/** The patches that lie where a patch lies, at least the one under its middle. */
function patchesIn(token: number, from: Grid, to: Grid): number[] {
  const patch = token - from.prefix;
  const chosen = new Float64Array(patchCount(from));
  chosen[patch] = 1;
  const under = regrid(chosen, from, to);
  return patchTokens(to).filter((_, there) => under[there]! > 0 || there === placeIn(patch, from, to));
}

type Edges = Pick<Grid, "rows" | "columns">;

/** The patch of another grid under the middle of a patch. */
export function placeIn(patch: number, from: Edges, to: Edges): number {
  const [row, column] = placeOf(from, patch);
  const at = (index: number, count: number, others: number) =>
    Math.min(others - 1, Math.floor(((index + 0.5) / count) * others));
  return at(row, from.rows, to.rows) * to.columns + at(column, from.columns, to.columns);
}

const isAllPatches = (references: readonly number[], grid: Grid): boolean =>
  references.length === patchCount(grid) && references[0] === grid.prefix;

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
  };
  return { block, references, values: ask[scene.method]() };
}
