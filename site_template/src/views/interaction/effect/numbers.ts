/** What indicators, and the distance, say of the patch where its edges are cut; and how well they rank the effects. */
import { rankCorrelation } from "../../../maths/interaction/correlation.ts";
import { INDICATORS, type Indicator, overBlocks } from "../../../maths/interaction/indicators.ts";
import { once } from "../../../maths/interaction/once.ts";
import { placeOf } from "../../../maths/tokens.ts";
import type { Scene } from "../scene.ts";
import { correlationWords } from "../words/effect.ts";
import { INDICATOR_WORDS } from "../words/figure.ts";
import { cutBlock } from "./measure.ts";

/** Of the block in which edges are cut, or the mean over all. */
export function rowOf(scene: Scene, kind: Indicator): Float64Array | null {
  const { data, count, patch } = scene;
  const block = cutBlock(scene);
  const matrix = block === null ? meanOfAll(scene, kind) : data.indicator(block, kind);
  return matrix?.slice(patch * count, (patch + 1) * count) ?? null;
}

const meanOfAll = ({ data }: Scene, kind: Indicator): Float64Array | null =>
  once(data, `mean ${kind}`, () => {
    const all = Array.from({ length: data.blocks }, (_, block) => data.indicator(block, kind));
    return all.some((one) => one === null) ? null : overBlocks(all as Float64Array[]);
  });

function nearness({ grid, patch, count }: Scene): Float64Array {
  const [row, column] = placeOf(grid, patch);
  return Float64Array.from({ length: count }, (_, one) => {
    const [y, x] = placeOf(grid, one);
    return -Math.hypot(y - row, x - column);
  });
}

/** Patches whose effect has been measured. */
export const measured = ({ patch }: Scene, effect: Float64Array | null): number[] =>
  effect ? [...effect.keys()].filter((i) => i !== patch && Number.isFinite(effect[i])) : [];

export interface Ranked {
  readonly name: string;
  /** The rank correlation with the effect; null while it cannot be had. */
  readonly value: number | null;
  readonly isOwn: boolean;
}

/** Of every indicator, and of nearness to compare, the last one. */
export function ranked(scene: Scene, effect: Float64Array | null): Ranked[] {
  const known = measured(scene, effect);
  const varies = known.some((i) => effect![i] !== effect![known[0]!]);
  const of = (values: ArrayLike<number> | null) =>
    values && known.length > 2 && varies
      ? rankCorrelation(
          known.map((i) => values[i]!),
          known.map((i) => effect![i]!),
        )
      : null;
  const indicators = INDICATORS.map((kind) => ({
    name: INDICATOR_WORDS[kind].short,
    value: of(rowOf(scene, kind)),
    isOwn: kind === scene.indicator,
  }));
  return [...indicators, { name: correlationWords.nearness, value: of(nearness(scene)), isOwn: false }];
}
