/** What the page of the classification head says. */
import type { ModelConfig } from "../../../../data/manifest.ts";
import { type Probabilities, probabilitiesOf } from "../../../../hooks/output.ts";
import { number } from "../../../../maths/numbers.ts";
import { capital } from "../pieces.ts";
import { make } from "../sums/words.ts";
import { firstName, withArticle } from "../words.ts";
import type { HeadWork, Part } from "./work.ts";

export const title = "How much speaks for a class?";

/** "CLS", "the mean of the patches", "CLS and the mean of the patches". */
export const whatIsRead = (parts: readonly Part[]): string => parts.map(nameOf).join(" and ");

const nameOf = ({ name, isPatches }: Part): string =>
  name !== null ? withArticle(name) : `the mean of ${isPatches ? "the patches" : "all tokens"}`;
const coloured = (part: Part): string => (part.name === null ? nameOf(part) : `{cls|${withArticle(part.name)}}`);

/** What the numbers mean, by what becomes of them. */
const UNITS: Readonly<Record<Probabilities, string>> = {
  softmax: "Logits have no unit: only the differences between them count, as the softmax that follows shows.",
  sigmoid: "Each logit counts alone: above 0 the class is likelier there than not, as the sigmoid that follows shows.",
  none: "Nothing follows: these numbers are the answer.",
};

export const paragraphs = (
  { parts, heads }: HeadWork,
  matrix: string,
  { n_classes: classes, output }: Pick<ModelConfig, "n_classes" | "output">,
): readonly string[] => [
  readSaid(parts, heads),
  `${matrix} has a column for each of ${classes} {class|classes}. A class gets a high {class|logit} where the row ` +
    "and its column point the same way.",
  UNITS[probabilitiesOf({ output })],
];

function readSaid(parts: readonly Part[], heads: number): string {
  const [first, second] = parts;
  if (second)
    return (
      `Two rows stand one after the other: that of ${coloured(first!)}, and ${coloured(second)}. What the model has ` +
      "found out about the picture is in the two."
    );
  if (first!.name === null)
    return (
      `The rows of all ${first!.isPatches ? "patches" : "tokens"} are averaged: what the model has found out about ` +
      "the picture is in that one row."
    );
  if (heads > 1)
    return (
      `The model has ${heads} heads, and each reads one token: this one ${coloured(first!)}. Its row holds what the ` +
      "model has found out about the picture; at the end the logits of the heads are averaged."
    );
  return (
    `Of all tokens only ${coloured(first!)} is read now: what the model has found out about the picture has come ` +
    "together in its row."
  );
}

/** How the row comes about, where a mean is taken; `i` is the feature that is followed. */
export function mean({ parts, rows, width, left }: HeadWork, i: number): string {
  const at = Math.floor(i / width);
  const { tokens, isPatches } = parts[at]!;
  const values = tokens.slice(0, SHOWN).map((token) => number(rows[token * width + (i % width)]!));
  const rest = tokens.length > SHOWN ? ` + … ${tokens.length - SHOWN} more` : "";
  const sum = `(${values.join(" + ").replaceAll("+ −", "− ")}${rest}) / ${tokens.length}`;
  const kind = isPatches ? "patches" : "tokens";
  return (
    `The rows of ${tokens.length} ${kind} are added up, and every sum is divided by ${tokens.length}. ` +
    `${capital(termName(parts, width, i))}: ${sum} = ${number(left[i]!)}.`
  );
}

const SHOWN = 3;

/** "feature 7", and whose, where two rows stand one after the other. */
export function termName(parts: readonly Part[], width: number, i: number): string {
  if (parts.length === 1) return `feature ${i}`;
  const { name } = parts[Math.floor(i / width)]!;
  return `feature ${i % width} of ${name ?? "the mean"}`;
}

export const whole = (work: HeadWork, label: string): string =>
  `${work.terms.length} products of the row of ${work.parts.map(coloured).join(" and ")} and the column of ` +
  `{class|${label}} ${make(work, "the bias of the class")}.`;

export const weights = (column: string, label: string, count: number): string =>
  `${capital(column)} belongs to {class|${label}}: ${count} learned numbers. Where one is large, that feature of the ` +
  "row counts much for the class.";

/** `best` is the class with the highest logit, null where it is this one. */
export const result = (logit: number, label: string, best: { name: string; logit: number } | null): string =>
  `${number(logit)} is the {class|logit} of ${label}. ` +
  (best ? `The highest is that of ${best.name}, ${number(best.logit)}.` : "No class has a higher one.");

export const symbol = (label: string): string => `logit of ${firstName(label)}`;

/** Names of the lanes, and quiet lines below them. */
export const rowTitle = (parts: readonly Part[]): string => parts.map(({ name }) => name ?? "mean row").join(", ");
export const rowUnder = "normalised row";
export const columnUnder = (column: string): string => `${column}, laid flat`;
export const rowsTitle = (isPatches: boolean): string => (isPatches ? "all patches" : "all tokens");
export const rowsUnder = (count: number): string => `${count} rows, averaged`;
export const logits = "logits";
export const oneEach = "one a class";
export const quantity = "logit";

/** The figure for ears. */
export const spoken = ({ parts, total, result: logit }: HeadWork, label: string, matrix: string): string =>
  `The row of ${whatIsRead(parts)} times the column of ${label} in ${matrix}: sum ${number(total)}, logit ` +
  `${number(logit)}`;
