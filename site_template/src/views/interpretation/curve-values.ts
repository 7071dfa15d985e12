/** How a method's values go through the blocks: inside and outside an object, or highest and median. */
import { patchCount } from "../../maths/tokens.ts";
import type { Scene } from "./scene.ts";
import { type Spread, spreadOf } from "./spread.ts";
import { curveWords } from "./words/figures.ts";
import { maskWords } from "./words/methods.ts";

export interface Curve {
  readonly name: string;
  /** At its end. */
  readonly short: string;
  /** In the readout. */
  readonly long: string;
  readonly kind: "inside" | "outside" | "median" | "highest";
  /** One a block; NaN where there is none. */
  readonly values: readonly number[];
  /** The middle half. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] } | null;
}

const { names } = curveWords;

export function curvesOf(scene: Scene): Curve[] {
  const { mask } = scene;
  const maps = Array.from({ length: scene.data.blocks }, (_, block) => scene.map(scene.method, block));
  if (maps.every((map) => map === null)) return [];
  const spreads = (isKept: (patch: number) => boolean): Spreads =>
    maps.map((map) => (map ? spreadOf(map.filter((_, patch) => isKept(patch))) : null));
  const whole = spreads(() => true);
  const highest = highestOf(scene, whole, spreads);
  if (!mask) return [highest, curve("median", names.median, whole, "median")];
  const parts = [
    curve(
      "inside",
      names.inside,
      spreads((patch) => mask.truth[patch] === 1),
      "mean",
      maskWords.inside(mask),
    ),
    curve(
      "outside",
      names.outside,
      spreads((patch) => mask.truth[patch] === 0),
      "mean",
    ),
  ];
  return [...parts.filter(({ values }) => values.some(Number.isFinite)), highest];
}

type Spreads = readonly (Spread | null)[];

/** A patch is always most like itself: the highest is that of the others. */
function highestOf(
  { references, grid }: Scene,
  whole: Spreads,
  spreads: (isKept: (patch: number) => boolean) => Spreads,
): Curve {
  const own = references.map((token) => token - grid.prefix).filter((patch) => patch >= 0);
  const isSome = own.length > 0 && own.length < patchCount(grid);
  const of = isSome ? spreads((patch) => !own.includes(patch)) : whole;
  return curve("highest", isSome ? names.highestOther : names.highest, of, "highest");
}

function curve(
  kind: Curve["kind"],
  name: string,
  spreads: Spreads,
  middle: "mean" | "median" | "highest",
  long = name,
): Curve {
  const of = (part: keyof Spread) => spreads.map((one) => one?.[part] ?? NaN);
  return {
    name,
    short: names[kind],
    long,
    kind,
    values: of(middle),
    band: kind === "highest" ? null : { low: of("lower"), high: of("upper") },
  };
}
