/** What a link asks for that this page cannot show: its key, what was asked, and what may be meant. */
import { closest } from "../engine/names.ts";
import { isOldKey } from "../state/old-links.ts";
import { type Key, TABLE } from "../state/table.ts";

/** What there is on this page, by the key of the address that names it. */
export interface Present {
  readonly names: Partial<Readonly<Record<Key, readonly string[]>>>;
  /** How many there are of what is counted from 0. */
  readonly counts: Partial<Readonly<Record<Key, number>>>;
}

export interface Problem {
  readonly key: string;
  readonly asked: string;
  readonly kind: "key" | "own" | "name" | "beyond" | "value";
  /** A name that is near the one asked for; null where none is. */
  readonly meant: string | null;
  /** The last of what is counted. */
  readonly last: number;
}

/** One problem for each key of a hash that does not come to what it asks for. */
export function problemsOf(hash: string, present: Present): Problem[] {
  const known = Object.keys(TABLE);
  return [...new URLSearchParams(hash.replace(/^#/, ""))].flatMap(([key, asked]) => {
    if (isOldKey(key)) return [];
    if (!known.includes(key)) return [{ key, asked, kind: "key" as const, meant: closest(key, known), last: 0 }];
    return asked === "" ? [] : problemOf(key as Key, asked, present);
  });
}

function problemOf(key: Key, asked: string, { names, counts }: Present): Problem[] {
  const problem = (kind: Problem["kind"], meant: string | null = null, last = 0) => [{ key, asked, kind, meant, last }];
  const listed = names[key];
  if (listed) {
    if (listed.includes(asked)) return [];
    return key === "image" && /^own-\d+$/.test(asked) ? problem("own") : problem("name", closest(asked, listed));
  }
  const count = counts[key];
  if (count !== undefined && /^\d+$/.test(asked) && Number(asked) >= count) return problem("beyond", null, count - 1);
  const read = TABLE[key].read(asked);
  if (read === undefined || (typeof read === "number" && read !== Number(asked))) return problem("value");
  return [];
}
