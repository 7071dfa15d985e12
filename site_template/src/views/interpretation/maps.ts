/** The maps of a choice, one a method and block, and their colours; each is worked out once. */
import { type ColourScale, magnitudeScale, scaleFor } from "../../marks/colours.ts";
import { toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import type { InterpretationData } from "./data.ts";
import type { Method, Scene } from "./scene.ts";

/** What maps are of. */
export type MapChoice = Pick<Scene, "references" | "fuse" | "rollout">;

export function createMaps(
  data: InterpretationData,
  { references, fuse, rollout }: MapChoice,
  state: State,
): Pick<Scene, "map" | "scale"> {
  const { prefix } = data.grid;
  const map = keptBy((method, block) => {
    if (method === "similarity") return data.similarity(block, references);
    if (method === "attention") return data.attention(block, references, fuse);
    return data.rollout(block, references, rollout);
  });
  const blocks = Array.from({ length: data.blocks }, (_, block) => block);
  const coloursFor = (method: Method, among: readonly number[]) => {
    const shown = among.map((block) => map(method, block)).filter((one) => one !== null);
    return shown.length > 0 ? coloursOf(method, shown, othersIn(shown, references, prefix), state) : null;
  };
  const own = keptBy((method, block) => coloursFor(method, [block]));
  const shared = keptBy((method) => coloursFor(method, blocks));
  return {
    map,
    scale: (method, block) => (state.scale === "each" ? own(method, block) : shared(method, 0)),
  };
}

function keptBy<T>(make: (method: Method, block: number) => T): (method: Method, block: number) => T {
  const kept = new Map<string, T>();
  return (method, block) => {
    const key = `${method} ${block}`;
    if (!kept.has(key)) kept.set(key, make(method, block));
    return kept.get(key)!;
  };
}

/** All values of some maps as one; of the patches that are references themselves none, which are like nothing else. */
export function othersIn(maps: readonly Float64Array[], references: readonly number[], prefix: number): Float64Array {
  const patches = Array.from({ length: maps[0]!.length }, (_, i) => i);
  const left = patches.filter((i) => !references.includes(i + prefix));
  const kept = left.length > 0 ? left : patches;
  return Float64Array.from(maps.flatMap((map) => kept.map((i) => map[i]!)));
}

/** Cosines from the lowest to the highest, in round ends; what is never negative from 0. */
function coloursOf(method: Method, maps: readonly Float64Array[], values: Float64Array, state: State): ColourScale {
  if (method !== "similarity") return scaleFor(values, toneOf(state.theme), state.range);
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return magnitudeScale(1, false, -1);
  let [low, high] = [Infinity, -Infinity];
  for (const value of finite) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const step = stepOf(high - low);
  const from = Math.max(-1, Math.floor(low / step + 1e-9) * step);
  const to = Math.min(1, Math.ceil(high / step - 1e-9) * step);
  const beyond = maps.some((map) => map.some((value) => value > to + 1e-9 || value < from - 1e-9));
  return magnitudeScale(to > from ? to : from + step, beyond, from);
}

/** How round the ends are. */
function stepOf(width: number): number {
  if (width > 1) return 0.1;
  if (width > 0.2) return 0.05;
  return width > 0.04 ? 0.01 : 0.001;
}
