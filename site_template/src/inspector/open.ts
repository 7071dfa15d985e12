/** The way into the inspector from anywhere: the address names the matrix and the number in it. */
import type { Context } from "../page/context.ts";

export interface Inspected {
  readonly kind: "hook" | "weight";
  readonly name: string;
  readonly head?: number;
  readonly cell?: { readonly row: number; readonly column: number };
}

/** A number of a matrix; `head` is 0 where there are none. */
export interface Spot {
  readonly head: number;
  readonly row: number;
  readonly column: number;
}

/** Without a cell, a hook opens at the cursor of the page, a weight at its first number. */
export function openInspector({ store }: Context, { kind, name, head, cell }: Inspected): void {
  const given = head !== undefined || cell !== undefined || kind === "weight";
  store.set({ inspect: name, spot: given ? formatSpot({ head: head ?? 0, row: 0, column: 0, ...cell }) : "" });
}

export const formatSpot = ({ head, row, column }: Spot): string => `${head}.${row}.${column}`;

/** Null for a text that names no number. */
export function parseSpot(text: string): Spot | null {
  const found = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(text);
  return found && { head: Number(found[1]), row: Number(found[2]), column: Number(found[3]) };
}
