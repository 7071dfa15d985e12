/** Words of what was measured on many pictures. */
import type { Interval } from "../../../data/interaction.ts";
import { grouped, number } from "../../../maths/numbers.ts";
import { dropWords, type Read } from "./cut.ts";

export type Metric = "accuracy" | "probability";

export const experimentWords = {
  title: "On many pictures",
  concept: "What a responsive field is",
  measure: "measure",
  metrics: { accuracy: "accuracy", probability: "probability of the true class" },
  windows: "Attention restricted to windows",
  removal: "Patches removed",
  table: "Rank correlations of indicator and effect",
  page: "All of what was measured",
  failed: "The numbers of the experiment could not be loaded. The page of what was measured may still open.",
};

/** What the lines of the charts are called. */
export const controlNames: Readonly<Record<string, string>> = {
  centred: "fixed, centred",
  random: "random boxes",
  random_own: "random, with the patch",
};
export function orderNames(read: Read): Readonly<Record<string, string>> {
  const { least, most, ...others } = dropWords(read);
  return { indiscriminative: least, responsive: most, ...others };
}

/** The same within a sentence. */
const controlsSaid: Readonly<Record<string, string>> = {
  centred: "fixed windows around each patch",
  random: "random boxes",
  random_own: "random boxes that hold their patch",
};
export const controlSaid = (id: string): string => controlsSaid[id] ?? id;

export function orderSaid(id: string, { kind, name }: Read): string {
  const of = kind === "mean" ? "the mean" : name;
  const known: Readonly<Record<string, string>> = {
    responsive: "the most responsive ones",
    attention: kind === "token" ? `those of the lowest ${name} attention` : `those of the lowest attention of ${of}`,
    similarity: `those least like ${kind === "mean" ? "their mean" : name}`,
    random: "any others",
  };
  return known[id] ?? id;
}

export const chartWords = {
  what: { accuracy: "accuracy", probability: "mean probability of the true class" },
  untouched: "untouched",
  adaptive: (indicator: string) => `adaptive, ${indicator}`,
  area: "mean area of the windows, share of the grid",
  share: "share of the patches removed",
  k: (k: number) => `k = ${k}`,
  areaOfK: (k: number) => `area of k = ${k}`,
  removed: (share: number) => `${Math.round(100 * share)} % removed`,
  perCent: (share: number) => `${Math.round(100 * share)} %`,
  windowsLabel: (what: string, untouched: number, line: string) =>
    `${what} against the windows’ share of the grid. Untouched ${number(untouched)}. ${line}`,
  removalLabel: (what: string, lines: string) => `${what} against the share of patches removed. ${lines}`,
  line: (name: string, points: readonly { readonly name: string; readonly y: number }[]) =>
    `${name}: ${points.map((one) => `${one.name} ${number(one.y)}`).join(", ")}`,
};

/** The table of rank correlations. */
export const foretoldWords = {
  caption: (edges: number, pictures: number) =>
    `Rank correlation of indicator and effect, ${edges} edges cut in all blocks, ` +
    `on ${grouped(pictures)} pictures (95\u00a0% interval)`,
  indicator: "indicator",
  effects: { token: "effect on its own token", logit: "effect on the answer" } as Readonly<Record<string, string>>,
  interval: ([mean, low, high]: Interval) =>
    mean === null ? "–" : `${number(mean)} (${number(low ?? NaN)} to ${number(high ?? NaN)})`,
};

export interface Measured {
  readonly pictures: number;
  readonly folder: string;
  readonly k: number;
  readonly indicator: string;
  /** Per cent of the grid. */
  readonly area: string;
  readonly metric: Metric;
  readonly change: Interval;
  readonly usual: string;
  readonly ahead: readonly Standing[];
}

/** What was found, in sentences. */
export const said = {
  windows: (m: Measured) =>
    `Measured once, with the same definitions, on ${grouped(m.pictures)} labelled pictures (${m.folder}). ` +
    `With windows at k = ${m.k} by ${m.indicator}, ${m.area}\u00a0% of the grid, ` +
    `${m.metric === "accuracy" ? "the accuracy" : "the mean probability of the true class"} ${changed(m.change)}. ` +
    `Of the same area, windows by ${m.usual} serve ${standings(m.ahead)}.`,
  removal: (share: number, orders: readonly Standing[]) =>
    `To lose the least responsive ${Math.round(100 * share)}\u00a0% of the patches is ${standings(orders)}.`,
  /** What share of the patches was left out in training; null where nobody knows. */
  training: (dropped: number | null) => {
    if (dropped === null)
      return (
        "Nobody knows here whether patches were left out when this model was trained; " +
        "if they were, the removal test is not fair."
      );
    if (dropped === 0) return "This model was trained with all patches there, so that missing ones are new to it.";
    return (
      `This model was trained with ${Math.round(100 * dropped)}\u00a0% of the patches left out at random, ` +
      "so that missing patches are nothing new to it: removal at random costs it little, " +
      "and the test of removal is not a fair one."
    );
  },
};

/** A change is one where its interval leaves 0 out. */
export function changed([mean, low, high]: Interval): string {
  if (mean === null || low === null || high === null) return "cannot be told";
  const text = `${number(mean)} (${number(low)} to ${number(high)})`;
  if (low > 0) return `rises by ${text}`;
  return high < 0
    ? `falls by ${text}`.replace(/\u2212/g, "").replace(/\((\S+) to (\S+)\)/, "($2 to $1)")
    : `does not change measurably: ${text}`;
}

export interface Standing {
  readonly name: string;
  readonly ahead: Interval;
}

/** Than which others it is better, worse, or neither. */
export function standings(others: readonly Standing[]): string {
  const sorted = { better: [] as string[], worse: [] as string[], alike: [] as string[] };
  for (const { name, ahead } of others) {
    const [, low, high] = ahead;
    (low !== null && low > 0 ? sorted.better : high !== null && high < 0 ? sorted.worse : sorted.alike).push(name);
  }
  return [
    ...(sorted.better.length > 0 ? [`better than ${listed(sorted.better)}`] : []),
    ...(sorted.worse.length > 0 ? [`worse than ${listed(sorted.worse)}`] : []),
    ...(sorted.alike.length > 0 ? [`neither measurably better nor worse than ${listed(sorted.alike)}`] : []),
  ].join(", ");
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
