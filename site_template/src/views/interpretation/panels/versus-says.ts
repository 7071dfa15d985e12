/** Which sentences a pair of maps calls for. */
import { rocAuc } from "../../../maths/scoring.ts";
import { patchCount } from "../../../maths/tokens.ts";
import type { InterpretationData } from "../data.ts";
import { maskOf } from "../mask.ts";
import type { Scene } from "../scene.ts";
import type { Versus } from "./counterpart.ts";
import { rankCorrelation, regrid } from "./ranks.ts";
import { versusSays } from "./words/versus.ts";

export interface Pair {
  readonly scene: Scene;
  readonly versus: Versus;
  readonly there: InterpretationData;
  /** Of the other side. */
  readonly block: number;
  readonly one: Float64Array;
  readonly other: Float64Array;
}

export function saysOf(pair: Pair): string[] {
  const { scene, there, block, one, other } = pair;
  const { references, grid, method, data, referenceName } = scene;
  const hasPatch = references.some((token) => token >= grid.prefix);
  return [
    versusSays.ranges(method, one, other),
    ...scoresOf(pair),
    ...agreementOf(pair),
    ...(hasPatch ? [versusSays.placed(referenceName)] : []),
    ...(block === scene.block ? [] : [versusSays.depth(block, there.blocks, scene.block, data.blocks)]),
    ...(references.length > 1 && method === "similarity" ? [versusSays.several] : []),
  ];
}

/** How well each side finds its object, where both have one. */
function scoresOf({ scene, versus, there, one, other }: Pair): string[] {
  const image = versus.kind === "model" ? scene.data.image : versus.picture.id;
  const [here, beyond] = [scene.mask, maskOf("", versus.model, image, patchCount(there.grid))];
  if (!here || !beyond) return [];
  const [left, right] = [rocAuc(one, here.truth), rocAuc(other, beyond.truth)];
  if (!Number.isFinite(left) || !Number.isFinite(right)) return [];
  return [versusSays.scores({ score: left, object: here.name }, { score: right, object: beyond.name })];
}

function agreementOf({ scene, versus, there, one, other }: Pair): string[] {
  if (versus.kind !== "model") return [];
  const agreement = rankCorrelation(one, regrid(other, there.grid, scene.grid));
  return Number.isNaN(agreement) ? [] : [versusSays.agreement(agreement)];
}
