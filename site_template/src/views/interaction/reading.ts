/** What a patch under the pointer says: its number, what it is, the hook that it comes from. */
import { patternName } from "../../hooks/blocks.ts";
import { type Reading, readingBox } from "../../marks/reading-box.ts";
import { number } from "../../maths/numbers.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Figure, Scene } from "./scene.ts";
import { INDICATOR_WORDS, share, wayWords } from "./texts.ts";

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
  const from = scene.data.origin === "precomputed" ? ["precomputed, to 1/255"] : [];
  return { title: `${name}, block ${block}`, says: [...saysOf(spot), ...from], hook: hookOf(spot, figure) };
}

function saysOf({ scene, figure, block, patch }: Spot): string[] {
  if (figure === "window") {
    const [row, cut] = [scene.row(block), scene.cut(block)];
    if (!row || !cut) return ["not here yet"];
    const far = cut.std > 0 ? (row[patch]! - cut.mean) / cut.std : 0;
    const above =
      cut.std > 0
        ? `${number(Math.abs(far))} standard deviations ${far < 0 ? "below" : "above"} the mean of the row`
        : "as all in this row";
    return [
      `${INDICATOR_WORDS[scene.indicator].short} ${number(row[patch]!)} that ${scene.patchName} takes from it`,
      above,
    ];
  }
  if (figure === "field") {
    const sizes = scene.sizes(block);
    return sizes
      ? [
          `in the windows of ${Math.round(sizes[patch]! * sizes.length)} of ${sizes.length} patches, ${share(sizes[patch]!)}`,
        ]
      : ["not here yet"];
  }
  const flow = scene.flow(block);
  return flow ? [`read, on average, from ${wayWords(flow[2 * patch]!, flow[2 * patch + 1]!)}`] : ["not here yet"];
}

function hookOf({ scene, block, patch }: Spot, figure: Figure): string {
  const { prefix } = scene.grid;
  return figure === "window"
    ? `${patternName(block)}[:, ${scene.patch + prefix}, ${patch + prefix}]`
    : `${patternName(block)}[:, :, ${patch + prefix}]`;
}
