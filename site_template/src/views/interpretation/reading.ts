/** What a patch of a map says: its number, the method, the hook with its indices. */

import { patternName, streamName } from "../../hooks/blocks.ts";
import { type Reading, readingBox } from "../../marks/reading-box.ts";
import { formatRefs } from "../../maths/reference.ts";
import { tokenName } from "../../maths/tokens.ts";
import { fuseWords, valueText } from "./methods.ts";
import type { Method, Scene } from "./scene.ts";

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

/** "cosine similarity to CLS", "attention of CLS, mean of heads", "rollout to CLS, up to block 3". */
export function quantityText(scene: Scene, method: Method, block: number): string {
  const name = scene.referenceName;
  if (method === "similarity") return `cosine similarity to ${name}`;
  if (method === "attention") return `of ${name}’s attention, ${fuseWords(scene.fuse)}`;
  return method === "rollout"
    ? `of what reached ${name} up to block ${block}, by rollout`
    : "probability, by the logit lens";
}

export function reader(): Reader {
  const box = readingBox();
  return {
    element: box.element,
    show(spot, at) {
      const reading = spot && readingOf(spot);
      const place = at instanceof PointerEvent ? new DOMRect(at.clientX, at.clientY, 0, 0) : at;
      box.show(reading, place);
    },
    sentence(scene, method, block, patch) {
      const value = scene.map(method, block)?.[patch];
      const said =
        value === undefined ? "no number yet" : `${valueText(method, value)} ${quantityText(scene, method, block)}`;
      return `${tokenName(scene.grid, patch + scene.grid.prefix)}: ${said}, after block ${block}`;
    },
  };
}

function readingOf({ scene, method, block, patch }: Spot): Reading {
  const token = patch + scene.grid.prefix;
  const value = scene.map(method, block)?.[patch];
  const refs = `[${formatRefs(scene.references)}]`;
  const hook =
    method === "similarity"
      ? `${streamName(block)}[${token}] · ${refs}`
      : `${patternName(block)}[${typeof scene.fuse === "number" ? scene.fuse : ":"}, ${refs.slice(1, -1)}, ${token}]`;
  const quantity = quantityText(scene, method, block);
  const from = scene.data.origin === "precomputed" ? " (precomputed, to 1/255)" : "";
  return {
    title: `${tokenName(scene.grid, token)}, after block ${block}`,
    says: [
      value === undefined
        ? "not here yet"
        : method === "similarity"
          ? `${quantity}: ${valueText(method, value)}${from}`
          : `${valueText(method, value)} ${quantity}${from}`,
    ],
    hook: method === "rollout" ? `${patternName(0).replace("0", `0…${block}`)}` : hook,
  };
}
