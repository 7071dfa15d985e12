/** When cosine similarity misleads on this picture: its figures, and what they mean in words. */
import { anisotropy, normScores, OUTLIER_FROM } from "../../../maths/caution.ts";
import { lengthsOf } from "../../../maths/similarity.ts";
import type { InterpretationData } from "../data.ts";

export interface Outlier {
  /** Index of the patch. */
  readonly patch: number;
  /** How many times the median length of the patches. */
  readonly times: number;
}

export interface Facts {
  /** By block: mean cosine of two different patches; nan where it is not known, or there is but one. */
  readonly anisotropy: readonly number[];
  /** By block: mean similarity of the reference and a patch. */
  readonly reference: readonly number[];
  /** Of the block that is looked at: lengths of the patches and their median; null while only cosines are known. */
  readonly lengths: Float64Array | null;
  readonly median: number;
  readonly outliers: readonly Outlier[];
  /** Lowest and highest similarity of the reference and a patch after this block. */
  readonly low: number;
  readonly high: number;
}

export interface Caution {
  readonly id: "direction" | "reference" | "depth" | "flat" | "length";
  /** Whether it calls for care here. */
  readonly care: boolean;
  readonly text: string;
}

/** Mean cosine of two different patches, of the tokens where they are there, else of their cosines. */
export function patchAnisotropy(data: InterpretationData, block: number): number {
  const { prefix, tokens: pos } = data.grid;
  const tensor = data.tokens(block);
  const count = pos - prefix;
  if (tensor) return anisotropy(tensor.data.subarray(prefix * tensor.shape[1]!), count, tensor.shape[1]!);
  const pairs = data.similarities(block);
  if (!pairs || count < 2) return NaN;
  let sum = 0;
  for (let one = prefix; one < pos; one++)
    for (let other = one + 1; other < pos; other++) sum += pairs[one * pos + other]!;
  return sum / ((count * (count - 1)) / 2);
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

export function factsOf(
  data: InterpretationData,
  references: readonly number[],
  block: number,
  level: (block: number) => number,
): Facts {
  const blocks = Array.from({ length: data.blocks }, (_, i) => i);
  const reference = blocks.map((one) => {
    const similar = data.similarity(one, references);
    return similar ? mean(similar) : NaN;
  });
  const here = data.similarity(block, references);
  const tensor = data.tokens(block);
  const width = tensor?.shape[1] ?? 0;
  const patches = tensor?.data.subarray(data.grid.prefix * width);
  const count = data.grid.side ** 2;
  const lengths = patches ? lengthsOf(patches, count, width) : null;
  const middle = lengths ? median(lengths) : NaN;
  const scores = patches ? normScores(patches, count, width) : null;
  const outliers = scores ? Array.from(scores.keys()).filter((i) => scores[i]! > OUTLIER_FROM) : [];
  return {
    anisotropy: blocks.map(level),
    reference,
    lengths,
    median: middle,
    outliers: outliers.map((patch) => ({ patch, times: lengths![patch]! / middle })).sort((a, b) => b.times - a.times),
    low: here ? Math.min(...here) : NaN,
    high: here ? Math.max(...here) : NaN,
  };
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Names and numbers as the words have them. */
export interface Words {
  cosine(value: number): string;
  times(value: number): string;
  patch(patch: number): string;
  readonly reference: string;
}

const [CROWDED, SHARED, FLAT, APART] = [0.8, 0.5, 0.1, 0.1];
/** From how many times the median length on a patch counts as register-like. */
const REGISTER_FROM = 2;
const NAMED = 3;

/** What the figures mean, those that call for care first. */
export function cautionsOf(facts: Facts, block: number, words: Words): Caution[] {
  const found = [
    direction(facts, block, words),
    reference(facts, block, words),
    depth(facts, words),
    flat(facts, words),
    length(facts, words),
  ];
  return found.filter((one) => one !== null).sort((a, b) => Number(b.care) - Number(a.care));
}

function direction({ anisotropy: levels }: Facts, block: number, { cosine }: Words): Caution | null {
  const level = levels[block]!;
  if (!Number.isFinite(level)) return null;
  const any = `Any two patches have the cosine ${cosine(level)} on average.`;
  const text =
    level >= CROWDED
      ? `${any} All directions are crowded together here: a similarity near ${cosine(level)} is what any pair has, and only the differences within the map tell something.`
      : level >= SHARED
        ? `${any} A large part of every similarity is what all patches share; read the map by its differences, not by its level.`
        : `${any} Directions are spread, so a high similarity means something.`;
  return { id: "direction", care: level >= SHARED, text };
}

function reference(
  { anisotropy: levels, reference: own, high }: Facts,
  block: number,
  { cosine, reference: name }: Words,
): Caution | null {
  const [level, mine] = [levels[block]!, own[block]!];
  if (!Number.isFinite(level) || !Number.isFinite(mine)) return null;
  const care = high < level || level - mine > APART;
  if (!care && mine < level)
    return {
      id: "reference",
      care,
      text: `${capital(name)} has ${cosine(mine)} with a patch on average, a little less than two patches have with each other (${cosine(level)}).`,
    };
  if (mine >= level)
    return {
      id: "reference",
      care: false,
      text: `${capital(name)} has ${cosine(mine)} with a patch on average, no less than two patches have with each other.`,
    };
  const even = high < level ? `; even its highest, ${cosine(high)}, is below that` : "";
  return {
    id: "reference",
    care,
    text: `${capital(name)} has only ${cosine(mine)} with a patch on average, less than two patches have with each other (${cosine(level)})${even}. It points elsewhere: the map shows which patches lean its way, not which are like it.`,
  };
}

function depth({ anisotropy: levels }: Facts, { cosine }: Words): Caution | null {
  const known = levels.map((value, block) => ({ value, block })).filter(({ value }) => Number.isFinite(value));
  if (known.length < 2) return null;
  const [low, high] = [
    known.reduce((a, b) => (b.value < a.value ? b : a)),
    known.reduce((a, b) => (b.value > a.value ? b : a)),
  ];
  const apart = high.value - low.value;
  const text = `Between blocks that level moves from ${cosine(low.value)} (block ${low.block}) to ${cosine(high.value)} (block ${high.block}): `;
  return {
    id: "depth",
    care: apart > 2 * APART,
    text:
      text +
      (apart > 2 * APART
        ? "the same similarity is much in one block and little in another."
        : "blocks can be compared on one scale."),
  };
}

function flat({ low, high }: Facts, { cosine, reference: name }: Words): Caution | null {
  if (!Number.isFinite(low)) return null;
  if (high - low < 1e-9)
    return {
      id: "flat",
      care: true,
      text: `The map of ${name} is the same everywhere, ${cosine(low)}: it shows nothing.`,
    };
  const text = `Within the map of ${name}, similarities reach from ${cosine(low)} to ${cosine(high)}`;
  return {
    id: "flat",
    care: high - low < FLAT,
    text:
      high - low < FLAT
        ? `${text}: it is nearly flat, and its colours enlarge small differences.`
        : `${text}: wide enough to read.`,
  };
}

function length({ lengths, median: middle, outliers }: Facts, { times, patch }: Words): Caution | null {
  if (!lengths) return { id: "length", care: false, text: "How long the tokens are is known once the model has run." };
  if (!(middle > 0))
    return {
      id: "length",
      care: true,
      text: "Most tokens have the length 0: they have no direction, and their cosine counts as 0.",
    };
  const longest = Math.max(...lengths) / middle;
  if (outliers.length === 0)
    return {
      id: "length",
      care: false,
      text: `No patch stands out by its length: the longest is ${times(longest)} times the median. Nothing looks like a register.`,
    };
  const named = outliers.slice(0, NAMED).map((one) => `${patch(one.patch)}, ${times(one.times)} times the median`);
  const rest = outliers.length > NAMED ? `, and ${outliers.length - NAMED} more` : "";
  const many =
    outliers.length === 1
      ? "One patch stands out by its length"
      : `${outliers.length} patches stand out by their length`;
  const registers = outliers[0]!.times >= REGISTER_FROM;
  const meaning = registers
    ? "Such a patch is register-like: the model may keep something about the whole picture there, and it need not look like its place."
    : "That is far from the many times longer tokens that models use as registers; still, look at what is special there.";
  return { id: "length", care: registers, text: `${many}: ${named.join("; ")}${rest}. ${meaning}` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
