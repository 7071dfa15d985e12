/** The kinds of edits, one row each: how an address writes one, what of it this model has, and what is wrong. */
import type { Box } from "../maths/interaction/boxes.ts";
import { isBox, isIndex, problemOf as problemOfRestriction } from "../maths/interaction/masks.ts";
import { formatRanges, parseRanges } from "../maths/ranges.ts";
import {
  type Contract,
  cutEdit,
  DROPS,
  dropEdit,
  type Edit,
  RESTRICTS,
  removeEdit,
  restrictEdit,
  type What,
  windowEdit,
} from "./edit.ts";
import { noBlock, noHook, noShare } from "./words.ts";

interface Kind<W extends What> {
  /** What stands behind its name. */
  write(edit: Edit<W>): readonly (string | number)[];
  /** What of it there is in this model; null where nothing is. */
  read(pieces: readonly string[], contract: Contract): Edit<W> | null;
  problem(edit: Edit<W>, contract: Contract): string | null;
}

/** In the order in which an address has them. */
export const KINDS: { readonly [W in What]: Kind<W> } = {
  remove: {
    write: ({ where }) => formatRanges(where).split(","),
    read(pieces, { grid }) {
      const patches = parseRanges(pieces.join(","), grid.tokens - grid.prefix);
      return patches.length > 0 ? removeEdit(patches) : null;
    },
    problem: ({ where }, { grid, blocks }) => problemOfRestriction(grid, blocks, { remove: where }),
  },
  drop: {
    write: ({ where, value }) => [where, value],
    read([rule, share = ""]) {
      const known = DROPS.find((one) => one === rule);
      return known && /^\d{1,3}$/.test(share) ? dropEdit(known, Math.min(100, Number(share))) : null;
    },
    problem: ({ value }) => (value >= 0 && value <= 100 ? null : noShare(value)),
  },
  restrict: {
    write: ({ value, block }) => [value, ...(block === null ? [] : [block])],
    read([rule, block = ""], { blocks }) {
      const known = RESTRICTS.find((one) => one === rule);
      // A block that this model does not have is no reason to restrict none.
      return known ? restrictEdit(known, numberIn(block, blocks)) : null;
    },
    problem: () => null,
  },
  window: {
    write: ({ block, where, value }) => [block!, where, ...value],
    read(pieces, contract) {
      if (pieces.length !== 6 || !pieces.every((piece) => /^\d{1,4}$/.test(piece))) return null;
      const [block, patch, ...edges] = pieces.map(Number) as [number, number, ...number[]];
      const edit = windowEdit(block, patch, edges as unknown as Box);
      const { grid, blocks } = contract;
      const isThere = isIndex(block, blocks) && isIndex(patch, grid.tokens - grid.prefix) && isBox(edit.value, grid);
      return isThere ? edit : null;
    },
    problem: ({ where, value }, { grid, blocks }) =>
      problemOfRestriction(grid, blocks, { remove: [where], windows: [[value]] }),
  },
  cut: {
    write: ({ where: { query, key }, block }) => [query, key, ...(block === null ? [] : [block])],
    read([query = "", key = "", ...rest], { grid, blocks }) {
      const [from, to] = [numberIn(query, grid.tokens), numberIn(key, grid.tokens)];
      const block = rest.length === 0 ? null : numberIn(rest[0]!, blocks);
      return from === null || to === null || (block === null && rest.length > 0) ? null : cutEdit(from, to, block);
    },
    problem: ({ where }, { grid, blocks }) => problemOfRestriction(grid, blocks, { cut: [where] }),
  },
};

/** What this model does not have of an edit, as a sentence; null where all is there. */
export function problemOf(edit: Edit, contract: Contract): string | null {
  const { hook, block } = edit;
  if (block !== null && !isIndex(block, contract.blocks)) return noBlock(contract.blocks - 1);
  const name = `blocks.${block ?? 0}.${hook}`;
  if (!contract.has(name)) return noHook(name);
  return (KINDS[edit.what] as Kind<What>).problem(edit, contract);
}

const numberIn = (text: string, length: number): number | null =>
  /^\d{1,4}$/.test(text) && Number(text) < length ? Number(text) : null;
