/** Whether the first prediction is among the things that a picture is known to show. */

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
    const more = others.length === 0 ? "" : `, with ${list(others)}`;
    return { right: true, text: `Right: ${first.split(",")[0]} is in the picture${more}.` };
  }
  const strange = classes.filter((name) => !labels.some((label) => same(name, label)));
  if (strange.length === 0) return { right: false, text: `Wrong: the picture shows ${list(classes)}.` };
  return { right: null, text: `The picture shows ${list(classes)}; the model has no class ${list(strange, "or")}.` };
}

function list(items: readonly string[], last = "and"): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1]}`;
}
