/** What can be searched for, and how well a query fits it: views, concepts, tensors and classes. No DOM. */
import type { ConceptNode, ConceptStage } from "../data/concepts.ts";
import type { Hook, ModelEntry } from "../data/manifest.ts";
import type { State } from "../state/table.ts";
import { SEARCH } from "./words.ts";

export type Sort = "view" | "concept" | "hook" | "class";

export interface Entry {
  readonly sort: Sort;
  readonly title: string;
  readonly note: string;
  /** Words of the title, and all words by which it is found. */
  readonly named: readonly string[];
  readonly words: readonly string[];
  /** The same tensor of every block has one family; null where there is but one. */
  readonly family: string | null;
  /** The change of state that leads there. */
  readonly go: Partial<State>;
}

export interface Group {
  readonly sort: Sort;
  readonly entries: readonly Entry[];
  /** How many fit beyond those. */
  readonly more: number;
}

const SORTS: readonly Sort[] = ["concept", "view", "hook", "class"];
const SHOWN = 6;

/** Lower case without accents; "hook_pattern" and "attn.hook_pattern" are words as well. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** @param about what a view is for: it is found by these words, too. */
export function viewEntries(
  views: readonly { readonly id: string; readonly title: string; readonly about: string }[],
): Entry[] {
  return views.map(({ id, title, about }) => ({
    sort: "view",
    title,
    note: about,
    named: wordsIn(title),
    words: wordsIn(`${title} ${about} ${SEARCH.viewWords}`),
    family: null,
    go: { view: id },
  }));
}

export function conceptEntries(nodes: readonly ConceptNode[], stages: readonly ConceptStage[]): Entry[] {
  const stageTitle = new Map(stages.map(({ id, title }) => [id, title]));
  return nodes.map(({ id, title, summary, stage, hooks }) => ({
    sort: "concept",
    title,
    note: summary,
    named: wordsIn(title),
    words: wordsIn([title, id, summary, stageTitle.get(stage) ?? stage, ...hooks].join(" ")),
    family: null,
    go: { view: "background", concept: id, find: "" },
  }));
}

export function hookEntries(hooks: readonly Hook[], nameOf: (hook: Hook) => string): Entry[] {
  return hooks.map((hook) => {
    const title = nameOf(hook);
    const block = /^blocks\.(\d+)\./.exec(hook.name)?.[1];
    return {
      sort: "hook",
      title: block === undefined ? title : SEARCH.inBlock(title, block),
      note: hook.name,
      named: wordsIn(title),
      words: wordsIn(`${title} ${hook.name} ${hook.op} ${hook.concept} ${SEARCH.tensorWords}`),
      family: block === undefined ? null : hook.name.replace(/^blocks\.\d+\./, ""),
      go: { view: "tensors", hook: hook.name },
    };
  });
}

/** A class leads to its place among the probabilities. */
export function classEntries({ labels, hooks }: ModelEntry): Entry[] {
  const answers = hooks.filter(({ dims }) => dims.length === 1 && dims[0] === "class");
  const hook = answers[answers.length - 1];
  if (!hook) return [];
  return labels.map((label, index) => ({
    sort: "class",
    title: label,
    note: SEARCH.classNote(index),
    named: wordsIn(label),
    words: wordsIn(`${label} ${SEARCH.classNote(index)}`),
    family: null,
    go: { view: "tensors", hook: hook.name, column: index },
  }));
}

/**
 * The best of each sort, best first.
 *
 * @param block of the tensors that a query finds in every block, the one of this block is shown.
 */
export function search(entries: readonly Entry[], query: string, block: number): Group[] {
  const asked = wordsIn(query);
  if (asked.length === 0) return [];
  const found = entries
    .map((entry, order) => ({ entry, order, score: scoreOf(entry, asked) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry.named.length - b.entry.named.length || a.order - b.order)
    .map(({ entry }) => entry);
  const shown = asked.some(isNumber) ? found : oneOfEachFamily(found, block);
  return SORTS.map((sort) => {
    const all = shown.filter((entry) => entry.sort === sort);
    return { sort, entries: all.slice(0, SHOWN), more: Math.max(0, all.length - SHOWN) };
  }).filter(({ entries: some }) => some.length > 0);
}

const isNumber = (word: string) => /^\d+$/.test(word);

/** Every word must fit; 0 where one does not. The title counts more than what is said beside it. */
function scoreOf({ named, words }: Entry, asked: readonly string[]): number {
  let sum = 0;
  for (const word of asked) {
    const fits = fit(words, word);
    if (fits === 0) return 0;
    sum += fits + 3 * fit(named, word);
  }
  return sum + (asked.join(" ") === named.join(" ") ? 20 : 0) + (named[0] === asked[0] ? 2 : 0);
}

/** A whole word, the start of one, or, for three letters and more, a part of one; numbers are found whole alone. */
function fit(words: readonly string[], asked: string): number {
  if (words.includes(asked)) return 4;
  if (isNumber(asked)) return 0;
  if (words.some((word) => word.startsWith(asked))) return 3;
  return asked.length > 2 && words.some((word) => word.includes(asked)) ? 1 : 0;
}

/** Keeps the order; each family stands where its first one stood, with the one of the wanted block. */
function oneOfEachFamily(found: readonly Entry[], block: number): Entry[] {
  const families = new Map<string, Entry>();
  for (const entry of found)
    if (entry.family !== null && (!families.has(entry.family) || entry.note.startsWith(`blocks.${block}.`)))
      families.set(entry.family, entry);
  const seen = new Set<string>();
  return found.flatMap((entry) => {
    if (entry.family === null) return [entry];
    if (seen.has(entry.family)) return [];
    seen.add(entry.family);
    return [families.get(entry.family)!];
  });
}
