/** What the measured effects say, in sentences. */

import { readOf } from "../read.ts";
import type { Scene } from "../scene.ts";
import { said } from "../words/effect.ts";
import { cutBlock, type Measured, runsOf } from "./measure.ts";
import { measured, type Ranked } from "./numbers.ts";

/** The question, and what is known of its answer. */
export interface Said {
  readonly question: string;
  /** Empty while nothing was asked for. */
  readonly answer: string;
  /** Whether all is measured, and the answer a verdict. */
  readonly isVerdict: boolean;
}

export function saidOf(
  scene: Scene,
  there: Measured | null,
  effect: Float64Array | null,
  ranks: readonly Ranked[],
): Said {
  const question = said.question(scene.patchName, cutBlock(scene));
  const open = (answer: string) => ({ question, answer, isVerdict: false });
  if (!there) return open("");
  if (there.trouble) return open(there.trouble);
  const all = runsOf(scene);
  if (there.done < all) return open(said.measured(there.done, all));
  const known = measured(scene, effect);
  if (!known.some((i) => effect![i] !== effect![known[0]!])) return open(stillness(scene));
  const [own, near] = [ranks.find(({ isOwn }) => isOwn)?.value ?? null, ranks.at(-1)!.value];
  if (own === null || near === null) return open(said.measured(there.done, all));
  const indicators = ranks.slice(0, -1);
  const best = indicators.reduce((a, b) => ((b.value ?? -2) > (a.value ?? -2) ? b : a));
  const answer = said.verdict({
    indicator: scene.indicator,
    edges: known.length,
    own,
    best: best.name,
    bestValue: best.value!,
    near,
  });
  return { question, answer, isVerdict: true };
}

/** Why no cut does anything. */
function stillness(scene: Scene): string {
  const { state, data } = scene;
  const read = readOf(scene);
  const isUnread = state.effect === "answer" && cutBlock(scene) === data.blocks - 1 && !read.readsPatches;
  return isUnread ? said.unread(read.name) : said.still;
}
