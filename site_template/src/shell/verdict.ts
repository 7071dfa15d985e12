/** Whether the first prediction is among the things that a picture is known to show. */
import { VERDICT } from "./words.ts";

export interface Verdict {
  /** null where it cannot be told: the model has no class of a name that the picture goes by. */
  readonly right: boolean | null;
  readonly text: string;
}

/** "tabby, tabby cat" and "Tabby_cat" name the same thing: a label lists its synonyms. */
const names = (label: string): string[] =>
  [label, ...label.split(",")].map((name) => name.replace(/_/g, " ").trim().toLowerCase());

const same = (a: string, b: string): boolean => names(a).some((name) => names(b).includes(name));

/** Whether a class of the model is among those that the picture is known to show. */
export const isShown = (classes: readonly string[], label: string): boolean =>
  classes.some((name) => same(name, label));

/**
 * @param classes what the picture shows; nothing is said where they are not known.
 * @param labels all classes of the model.
 * @param first the class it holds for most likely.
 */
export function verdict(classes: readonly string[], labels: readonly string[], first: string): Verdict | null {
  if (classes.length === 0) return null;
  if (isShown(classes, first)) {
    const others = classes.filter((name) => !same(name, first));
    return { right: true, text: VERDICT.right(first.split(",")[0]!, others) };
  }
  const unknown = classes.filter((name) => !labels.some((label) => same(name, label)));
  return unknown.length === 0
    ? { right: false, text: VERDICT.wrong(classes) }
    : { right: null, text: VERDICT.open(classes, unknown) };
}
