/** What a patch under the pointer says: its number, what it is, the hook that it comes from. */
import { patternName } from "../../hooks/blocks.ts";
import { type Reading, readingBox } from "../../marks/reading-box.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Figure, Scene } from "./scene.ts";
import { readingWords } from "./words/figure.ts";

export interface Spot {
  readonly scene: Scene;
  readonly figure: Figure;
  readonly block: number;
  readonly patch: number;
}

export interface Reader {
  readonly element: HTMLElement;
  show(spot: Spot | null, at: PointerEvent | DOMRect): void;
  /** The same for screen readers. */
  sentence(spot: Spot): string;
}

export function reader(): Reader {
  const box = readingBox();
  return {
    element: box.element,
    show: (spot, at) =>
      box.show(spot && readingOf(spot), at instanceof PointerEvent ? new DOMRect(at.clientX, at.clientY, 0, 0) : at),
    sentence(spot) {
      const { title, says } = readingOf(spot);
      return `${title}: ${says.join("; ")}`;
    },
  };
}

function readingOf(spot: Spot): Reading {
  const { scene, figure, block, patch } = spot;
  const name = tokenName(scene.grid, patch + scene.grid.prefix);
  const from = scene.data.origin === "precomputed" ? [readingWords.precomputed] : [];
  const says = SAYS[figure](spot) ?? [readingWords.missing];
  return { title: readingWords.title(name, block), says: [...says, ...from], hook: hookOf(spot) };
}

/** Null while the numbers are not there. */
const SAYS: Readonly<Record<Figure, (spot: Spot) => string[] | null>> = {
  window({ scene, block, patch }) {
    const [row, cut] = [scene.row(block), scene.cut(block)];
    if (!row || !cut) return null;
    const far = cut.std > 0 ? (row[patch]! - cut.mean) / cut.std : null;
    return [readingWords.taken(scene.indicator, row[patch]!, scene.patchName), readingWords.far(far)];
  },
  field({ scene, block, patch }) {
    const sizes = scene.sizes(block);
    return sizes && [readingWords.held(sizes[patch]!, sizes.length)];
  },
  tendency({ scene, block, patch }) {
    const flow = scene.flow(block);
    return flow && [readingWords.readFrom(flow[2 * patch]!, flow[2 * patch + 1]!)];
  },
};

function hookOf({ scene, figure, block, patch }: Spot): string {
  const { prefix } = scene.grid;
  const query = figure === "window" ? scene.patch + prefix : ":";
  return `${patternName(block)}[:, ${query}, ${patch + prefix}]`;
}
