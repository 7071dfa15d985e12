/** What a patch of a map says: its number, the method, the hook with its indices. */
import { patternName, streamName } from "../../hooks/blocks.ts";
import { type Reading, readingBox } from "../../marks/reading-box.ts";
import { formatRefs } from "../../maths/reference.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Method, Scene } from "./scene.ts";
import { type Quantity, readingWords } from "./words/reading.ts";

export interface Spot {
  readonly scene: Scene;
  readonly method: Method;
  readonly block: number;
  readonly patch: number;
}

export interface Reader {
  readonly element: HTMLElement;
  show(spot: Spot | null, at: PointerEvent | DOMRect): void;
  sentence(scene: Scene, method: Method, block: number, patch: number): string;
}

const quantityOf = ({ referenceName, fuse }: Scene, method: Method, block: number): Quantity => ({
  method,
  block,
  fuse,
  reference: referenceName,
});

export function reader(): Reader {
  const box = readingBox();
  return {
    element: box.element,
    show(spot, at) {
      const place = at instanceof PointerEvent ? new DOMRect(at.clientX, at.clientY, 0, 0) : at;
      box.show(spot && readingOf(spot), place);
    },
    sentence(scene, method, block, patch) {
      const token = tokenName(scene.grid, patch + scene.grid.prefix);
      return readingWords.spoken(token, quantityOf(scene, method, block), scene.map(method, block)?.[patch]);
    },
  };
}

function readingOf({ scene, method, block, patch }: Spot): Reading {
  const token = patch + scene.grid.prefix;
  const value = scene.map(method, block)?.[patch];
  const isPrecomputed = scene.data.origin === "precomputed";
  return {
    title: readingWords.title(tokenName(scene.grid, token), block),
    says: [
      value === undefined
        ? readingWords.missing
        : readingWords.value(quantityOf(scene, method, block), value, isPrecomputed),
    ],
    hook: hookOf(scene, method, block, token),
  };
}

/** Where the number is found, as the console would say it. */
function hookOf({ references, fuse }: Scene, method: Method, block: number, token: number): string {
  const refs = formatRefs(references);
  if (method === "similarity") return `${streamName(block)}[${token}] · [${refs}]`;
  if (method === "rollout") return patternName(0).replace("0", `0…${block}`);
  return `${patternName(block)}[${typeof fuse === "number" ? fuse : ":"}, ${refs}, ${token}]`;
}
