/** Links from before edits were one key: six keys of the interaction view, and how they are said now. */

/** What the old keys held; one that a link leaves out is empty. */
type Old = Readonly<Record<(typeof OLD_KEYS)[number], string>>;

/** Removed patches "12-15,20"; more by a rule, and their share; windows by a rule, and where; windows set by hand. */
const OLD_KEYS = ["gone", "drop", "share", "restrict", "where", "boxes"] as const;
export type OldKey = (typeof OLD_KEYS)[number];
/** What a link meant that said by which rule patches were dropped, and not how many. */
const USUAL_SHARE = "30";
const RULES = {
  drop: ["least", "most", "attention", "similarity", "random"],
  restrict: ["adaptive", "fixed", "random"],
} as const;

export const isOldKey = (key: string): key is OldKey => (OLD_KEYS as readonly string[]).includes(key);

/**
 * The edits of an old link.
 *
 * @param before the edits that it changes: what is said of an old key takes the place of what they say of it.
 */
export function editsOfOld(old: Partial<Old>, before = ""): string {
  const { gone, drop, share, restrict, where, boxes } = { ...oldOf(before), ...old };
  const piece = (...parts: string[]) => [parts.filter((part) => part !== "").join(".")];
  return [
    ...(gone ? piece("remove", gone.replaceAll(",", ".")) : []),
    ...(isOne(RULES.drop, drop) ? piece("drop", drop, /^\d{1,3}$/.test(share) ? share : USUAL_SHARE) : []),
    ...(isOne(RULES.restrict, restrict) ? piece("restrict", restrict, where) : []),
    ...(boxes ? boxes.split("_").flatMap((box) => piece("window", box)) : []),
  ].join(" ");
}

/** The same way back, as far as the old keys could say it. */
function oldOf(edits: string): Old {
  const pieces = edits.split(/[ +]+/).map((edit) => edit.split("."));
  const of = (what: string) => pieces.filter(([first]) => first === what).map(([, ...rest]) => rest);
  const [[drop = "", share = ""] = [], [restrict = "", where = ""] = []] = [of("drop")[0], of("restrict")[0]];
  return {
    gone: of("remove").flat().join(","),
    drop,
    share,
    restrict,
    where,
    boxes: of("window")
      .map((parts) => parts.join("."))
      .join("_"),
  };
}

const isOne = (known: readonly string[], value: string): boolean => known.includes(value);
