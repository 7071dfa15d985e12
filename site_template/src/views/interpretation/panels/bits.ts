/** A mask drawn patch by patch, as the address holds it: "drawn:" and one bit a patch, base64url, first patch first. */

export const DRAWN = "drawn:";

/** Text of a mask; an empty one is "drawn:" alone, whatever the grid. */
export function formatMask(mask: Uint8Array): string {
  if (!mask.some((bit) => bit > 0)) return DRAWN;
  const bytes = new Uint8Array(Math.ceil(mask.length / 8));
  mask.forEach((bit, i) => (bytes[i >> 3]! |= bit > 0 ? 128 >> (i & 7) : 0));
  return DRAWN + btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The mask, [patch] of 0 and 1; null where the text is none, or one of a grid with another number of patches. */
export function parseMask(text: string, patches: number): Uint8Array | null {
  if (!text.startsWith(DRAWN)) return null;
  const packed = text.slice(DRAWN.length);
  if (packed === "") return new Uint8Array(patches);
  const bytes = decoded(packed);
  const spare = patches % 8 === 0 ? 0 : 0xff >> patches % 8;
  if (!bytes || bytes.length !== Math.ceil(patches / 8) || (bytes.at(-1)! & spare) !== 0) return null;
  return Uint8Array.from({ length: patches }, (_, i) => (bytes[i >> 3]! >> (7 - (i & 7))) & 1);
}

function decoded(packed: string): Uint8Array | null {
  if (!/^[\w-]+$/.test(packed)) return null;
  try {
    return Uint8Array.from(atob(packed.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
