/** The sentence of controls above the figure: what each choice is called, and what there is to choose. */
import type { Option } from "../../../controls/sentence.ts";
import type { Method } from "../scene.ts";
import { maskWords, wordsOf } from "./methods.ts";

export const controlsName = "What is shown";
export const more = "more";

/** What is chosen, to a screen reader and before its menu. */
export const labels = {
  reference: "reference",
  map: "map",
  beside: "beside it",
  heads: "heads",
  scale: "scale",
  compare: "compare",
  block: "block",
  identity: "rollout",
  discard: "dropping",
  object: "object",
};

export const methodOptions = (methods: readonly Method[]): Option[] =>
  methods.map((method) => ({ value: method, label: wordsOf(method).title }));

/** Which maps stand beside the large one's. */
export function besideOptions(others: readonly Method[]): Option[] {
  const words = (methods: readonly Method[]) => methods.map((method) => wordsOf(method).title).join(", ");
  return [
    { value: "", label: words(others) },
    ...(others.length > 1 ? others.map((one) => ({ value: one, label: words([one]) })) : []),
    { value: "none", label: "nothing" },
  ];
}

export const headOptions = (heads: number): Option[] => [
  { value: "mean", label: "mean of all" },
  { value: "max", label: "largest" },
  { value: "min", label: "smallest" },
  ...Array.from({ length: heads }, (_, head) => ({ value: String(head), label: `head ${head}` })),
];

export const scaleOptions: readonly Option[] = [
  { value: "all", label: "same for all blocks" },
  { value: "each", label: "each block its own" },
];

/** The last block is what an address means that names none. */
export const blockOptions = (blocks: number): Option[] =>
  Array.from({ length: blocks }, (_, block) =>
    block === blocks - 1 ? { value: "", label: `${block}, the last` } : { value: String(block), label: String(block) },
  );

export const identityOptions: readonly Option[] = [
  { value: "with", label: "with each token’s own row" },
  { value: "without", label: "without its own row" },
];

export const discardOptions = (shares: readonly number[]): Option[] =>
  shares.map((share) => ({ value: String(share), label: share === 0 ? "nothing" : `the lowest ${share} %` }));

/** The first class known is what an address means that names none. */
export const objectOptions = (known: readonly string[], drawn: string | null, none: string): Option[] => [
  ...known.map((name, i) => ({ value: i === 0 ? "" : name, label: name })),
  ...(drawn === null ? [] : [{ value: drawn, label: maskWords.drawn }]),
  { value: none, label: "none" },
];

interface Named {
  readonly id: string;
  readonly title: string;
}

const OFF = "off";

/** Another picture under this model, or this picture under another model; `chosen` may name what there is not. */
export function versusOptions(
  models: readonly Named[],
  pictures: readonly Named[],
  prefix: string,
  chosen: string,
): Option[] {
  const known = [
    { value: "", label: OFF },
    ...models.map(({ id, title }) => ({ value: prefix + id, label: title, group: "with another model" })),
    ...pictures.map(({ id, title }) => ({ value: id, label: title, group: "with another picture" })),
  ];
  return known.some(({ value }) => value === chosen) ? known : [...known, { value: chosen, label: OFF }];
}
