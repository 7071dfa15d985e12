/**
 * Edits as an address has them, one behind another by a space, which an address writes "+":
 *
 *     remove.9-12.20 drop.least.30 restrict.adaptive.3 window.2.27.0.4.1.5 cut.28.5.1
 *
 * Patches 9 to 12 and 20 are removed; so are the 30 per cent that are read least; in block 3 every patch reads its
 * adaptive window; in block 2, patch 27 reads rows 0 to 4 and columns 1 to 5; in block 1, token 28 does not read
 * token 5.
 */
import { type Contract, type Edit, type Edits, only, removeEdit, type What } from "./edit.ts";
import { KINDS, problemOf } from "./kinds.ts";

export const formatEdits = (edits: Edits): string => tidy(edits).map(write).join(" ");

/** What this model does not have, or nobody knows, is left out. */
export function parseEdits(text: string, contract: Contract): Edits {
  const found = text.split(/[ +]+/).flatMap((piece): Edit[] => {
    const [what, ...pieces] = piece.split(".");
    const edit = isWhat(what!) ? KINDS[what].read(pieces, contract) : null;
    return edit && problemOf(edit, contract) === null ? [edit] : [];
  });
  return tidy(found);
}

const isWhat = (text: string): text is What => Object.hasOwn(KINDS, text);

const write = <W extends What>(edit: Edit<W>): string =>
  [edit.what, ...(KINDS[edit.what] as { write(edit: Edit): readonly (string | number)[] }).write(edit as Edit)].join(
    ".",
  );

/** Each said once, in one order: patches together, of other edits that say where they are made the last counts. */
function tidy(edits: Edits): Edits {
  const patches = [...new Set(only(edits, "remove").flatMap(({ where }) => where))].sort((a, b) => a - b);
  const lasting = <W extends What>(what: W, keyOf: (edit: Edit<W>) => string) => [
    ...new Map(only(edits, what).map((edit) => [keyOf(edit), edit])).values(),
  ];
  return [
    ...(patches.length > 0 ? [removeEdit(patches)] : []),
    ...lasting("drop", () => ""),
    ...lasting("restrict", () => ""),
    ...lasting("window", ({ block, where }) => `${block}.${where}`).sort(
      (a, b) => a.block! - b.block! || a.where - b.where,
    ),
    ...lasting("cut", ({ block, where: { query, key } }) => `${block}.${query}.${key}`),
  ];
}
