/** What the page of two heads averaged says. */
import { number } from "../../../../maths/numbers.ts";
import { capital } from "../pieces.ts";
import { withArticle } from "../words.ts";
import type { MeanWork } from "./work.ts";

export const title = "How do two heads agree on one answer?";

export const paragraphs = ({ names }: MeanWork): readonly string[] => [
  `The model has ${names.length} heads, of ${names.map((name) => `{cls|${withArticle(name)}}`).join(" and ")}. ` +
    "Each gives every {class|class} a {class|logit} of its own.",
  "The answer is their mean: each head counts the same. While it was trained, each head had a teacher of its own, so " +
    "they need not agree (Touvron et al. 2021, arXiv 2012.12877).",
];

export const whole = ({ names, left, result }: MeanWork, label: string): string =>
  `For {class|${label}}: ${names.map((name, i) => `${number(left[i]!)} by ${headOf(name)}`).join(", ")}. Their ` +
  `mean is ${number(result)}.`;

export const oneTerm = ({ names, left, terms, running }: MeanWork, i: number): string =>
  `${capital(headOf(names[i]!))} says {class|${number(left[i]!)}}; of that one part in ${names.length} counts, ` +
  `${number(terms[i]!)}: ${number(running[i]!)} so far.`;

export const result = ({ result: logit }: MeanWork, label: string): string =>
  `${number(logit)} is the {class|logit} of ${label}, from which its probability is made.`;

export const headOf = (name: string): string => `the head of ${withArticle(name)}`;
export const symbol = (label: string): string => `logit of ${label}`;

/** Names of the lanes, and quiet lines below them. */
export const eachHead = ["logit", "one a head"] as const;
export const share = ["share", "the same for each"] as const;
export const logits = ["logits", "one a class"] as const;
export const shareQuantity = "share";
export const ofHeads = (count: number): string => `of ${count} heads`;

/** The figure for ears. */
export const spoken = ({ names, left, result: logit }: MeanWork, label: string): string =>
  `The logits of ${label}, ${names.map((name, i) => `${number(left[i]!)} of ${headOf(name)}`).join(", ")}: their ` +
  `mean is ${number(logit)}`;
