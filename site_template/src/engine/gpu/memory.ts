/** Which backend proved best for a model, kept for the next visit where the browser lets us. */
import type { ModelEntry } from "../../data/manifest.ts";
import type { Backend } from "../engine.ts";
import type { Renderers } from "./judge.ts";

const kept = ({ id }: ModelEntry): string => `elvit.backend.${id}`;

/** Another build of the model, another browser or another graphics card is measured anew. */
const circumstances = ({ graph, weights }: ModelEntry, renderers: Renderers): string =>
  JSON.stringify([...[graph, weights].map(({ chunks }) => chunks[0]?.crc32), renderers, navigator.userAgent]);

export function recall(entry: ModelEntry, renderers: Renderers): Backend | null {
  try {
    const [when, backend] = JSON.parse(localStorage.getItem(kept(entry)) ?? "[]") as [string?, Backend?];
    return when === circumstances(entry, renderers) ? (backend ?? null) : null;
  } catch {
    // A sandboxed frame has no storage: each visit measures anew.
    return null;
  }
}

export function remember(entry: ModelEntry, renderers: Renderers, backend: Backend): void {
  try {
    localStorage.setItem(kept(entry), JSON.stringify([circumstances(entry, renderers), backend]));
  } catch {
    // As above.
  }
}
