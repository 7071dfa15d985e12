/** How the tokens before the patches, and what the head reads of all of them, are said. */
import type { Readout } from "../../data/manifest.ts";

/** A prefix token as it is said: "CLS", "distillation token", "register 1". */
export function prefixName(token: string): string {
  const register = /^reg(\d+)$/.exec(token);
  if (register) return `register ${register[1]}`;
  return PREFIX_NAMES[token] ?? token;
}

const PREFIX_NAMES: Readonly<Record<string, string>> = { cls: "CLS", dist: "distillation token" };

/** What the head reads, within a sentence. */
export function readName(readout: Readout, prefix: readonly string[]): string {
  const [first, second] = prefix.map(prefixName);
  switch (readout) {
    case "token":
      return first!;
    case "two_heads":
      return `${first} and the ${second}`;
    case "cls_and_mean":
      return `${first} and the mean of the patches`;
    case "mean_patches":
      return "the mean of the patches";
    case "mean_all":
      return prefix.length > 0 ? "the mean of all tokens" : "the mean of the patches";
  }
}

/** What sentences on a model's tensors say of its tokens; each empty where it has none before the patches. */
export interface TokenWords {
  /** "{cls|CLS}", "{cls|CLS} and the {cls|distillation token}". */
  readonly prefix: string;
  /** The same with "or". */
  readonly either: string;
  readonly isOne: boolean;
  /** A sentence on which rows the head reads. */
  readonly reads: string;
  /** What is multiplied with the head's matrix, as a sentence begins. */
  readonly row: string;
}

export function tokenWords(prefix: readonly string[], readout: Readout): TokenWords {
  const names = prefix.map((token) => {
    const name = `{cls|${prefixName(token)}}`;
    return token === "dist" ? `the ${name}` : name;
  });
  return {
    prefix: listed(names, "and"),
    either: listed(names, "or"),
    isOne: prefix.length === 1,
    reads: READS[readout](names),
    row: ROWS[readout](names, readName(readout, prefix)),
  };
}

const listed = (names: readonly string[], last: "and" | "or"): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;

const NO_LONGER = "What the other rows hold no longer counts for the answer.";

const READS: Readonly<Record<Readout, (names: readonly string[]) => string>> = {
  token: ([first]) =>
    `The head reads only the row of ${first}, the first one, unless the model averages its patches instead. ` +
    NO_LONGER,
  two_heads: ([first, second]) =>
    `One head reads the row of ${first}, another that of ${second}, and their logits are averaged. ${NO_LONGER}`,
  cls_and_mean: ([first]) => `The head reads the row of ${first}, and behind it the mean of the patches’ rows.`,
  mean_patches: ([first]) =>
    `The head reads the mean of the patches’ rows: each of them counts alike.${first ? ` ${NO_LONGER}` : ""}`,
  mean_all: () => "The head reads the mean of all rows: each of them counts alike.",
};

const ROWS: Readonly<Record<Readout, (names: readonly string[], read: string) => string>> = {
  token: () => "The final row",
  two_heads: () => "The row that each head reads",
  cls_and_mean: (_, read) => capital(read),
  mean_patches: (_, read) => capital(read),
  mean_all: (_, read) => capital(read),
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
