/** Which of this picture's figures call for care when its map of similarity is read. */
import type { Facts } from "./caution-facts.ts";
import * as words from "./words/caution.ts";

export interface Caution {
  readonly id: "direction" | "reference" | "depth" | "flat" | "length";
  /** Whether it calls for care here. */
  readonly care: boolean;
  readonly text: string;
}

const [CROWDED, SHARED, FLAT, APART] = [0.8, 0.5, 0.1, 0.1];
/** From how many times the median length on a patch counts as register-like. */
const REGISTER_FROM = 2;
const NAMED = 3;

/** What the figures mean, those that call for care first. */
export function cautionsOf(facts: Facts, block: number, names: words.Names): Caution[] {
  const found = [
    direction(facts, block, names),
    reference(facts, block, names),
    depth(facts, names),
    flat(facts, names),
    length(facts, names),
  ];
  return found.filter((one) => one !== null).sort((a, b) => Number(b.care) - Number(a.care));
}

function direction({ anisotropy: levels }: Facts, block: number, { cosine }: words.Names): Caution | null {
  const level = levels[block]!;
  if (!Number.isFinite(level)) return null;
  const say = level >= CROWDED ? "crowded" : level >= SHARED ? "shared" : "spread";
  return { id: "direction", care: level >= SHARED, text: words.direction[say](cosine(level)) };
}

function reference(
  { anisotropy: levels, reference: own, high }: Facts,
  block: number,
  { cosine, reference: name }: words.Names,
): Caution | null {
  const [level, mine] = [levels[block]!, own[block]!];
  if (!Number.isFinite(level) || !Number.isFinite(mine)) return null;
  const care = high < level || level - mine > APART;
  if (!care && mine < level)
    return { id: "reference", care, text: words.reference.littleLess(name, cosine(mine), cosine(level)) };
  if (mine >= level) return { id: "reference", care: false, text: words.reference.noLess(name, cosine(mine)) };
  const highest = high < level ? cosine(high) : null;
  return { id: "reference", care, text: words.reference.elsewhere(name, cosine(mine), cosine(level), highest) };
}

function depth({ anisotropy: levels }: Facts, { cosine }: words.Names): Caution | null {
  const known = levels.map((value, block) => ({ value, block })).filter(({ value }) => Number.isFinite(value));
  if (known.length < 2) return null;
  const low = known.reduce((a, b) => (b.value < a.value ? b : a));
  const high = known.reduce((a, b) => (b.value > a.value ? b : a));
  const care = high.value - low.value > 2 * APART;
  const level = ({ value, block }: typeof low) => ({ value: cosine(value), block });
  return { id: "depth", care, text: words.depth(level(low), level(high), care) };
}

function flat({ low, high }: Facts, { cosine, reference: name }: words.Names): Caution | null {
  if (!Number.isFinite(low)) return null;
  if (high - low < 1e-9) return { id: "flat", care: true, text: words.flat.same(name, cosine(low)) };
  const care = high - low < FLAT;
  return { id: "flat", care, text: words.flat.reach(name, cosine(low), cosine(high), care) };
}

function length({ lengths, median, outliers }: Facts, { times, patch }: words.Names): Caution {
  if (!lengths) return { id: "length", care: false, text: words.length.unknown };
  if (!(median > 0)) return { id: "length", care: true, text: words.length.zero };
  if (outliers.length === 0)
    return { id: "length", care: false, text: words.length.none(times(Math.max(...lengths) / median)) };
  const named = outliers.slice(0, NAMED).map((one) => ({ patch: patch(one.patch), times: times(one.times) }));
  const care = outliers[0]!.times >= REGISTER_FROM;
  return { id: "length", care, text: words.length.some(named, outliers.length - named.length, care) };
}
