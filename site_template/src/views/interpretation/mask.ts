/** Which patches are the object's: known from the gallery by class, or drawn by a visitor and kept in the address. */
import type { ModelEntry } from "../../data/manifest.ts";
import { truthOf } from "../../maths/scoring.ts";
import type { Mask } from "./scene.ts";
import { maskWords } from "./words/methods.ts";

const DRAWN = "drawn:";
export const NO_MASK = "none";

/** One bit a patch, eight a byte, the first patch the highest bit; base64url. */
export function encodeMask(bits: ArrayLike<number>): string {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bits.length; i++) if (bits[i]) bytes[i >> 3]! |= 0x80 >> (i & 7);
  const text = btoa(String.fromCharCode(...bytes));
  return DRAWN + text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Whether a text stands for a drawn mask, of whatever grid. */
export const isDrawn = (text: string): boolean => text.startsWith(DRAWN);

/** Null where the text is no drawn mask of so many patches. */
export function decodeMask(text: string, patches: number): Uint8Array | null {
  if (!isDrawn(text)) return null;
  try {
    const packed = atob(text.slice(DRAWN.length).replaceAll("-", "+").replaceAll("_", "/"));
    if (packed.length !== Math.ceil(patches / 8)) return null;
    return Uint8Array.from({ length: patches }, (_, i) => (packed.charCodeAt(i >> 3) >> (7 - (i & 7))) & 1);
  } catch {
    return null;
  }
}

/** Classes whose masks are known for a picture, those first that the model was found to answer with. */
export function masksOf(model: ModelEntry, image: string): string[] {
  const known = Object.keys(model.covers?.[image] ?? {});
  const answers = (model.predictions?.[image] ?? []).map(([index]) => model.labels[index]!);
  return [...answers.filter((label) => known.includes(label)), ...known.filter((label) => !answers.includes(label))];
}

/** The mask that a state means: the drawn one, the named class's, or the first of those known. */
export function maskOf(text: string, model: ModelEntry, image: string, patches: number): Mask | null {
  if (text === NO_MASK) return null;
  const drawn = decodeMask(text, patches);
  if (drawn) return { name: maskWords.drawn, drawn: true, truth: drawn, cover: drawn };
  const known = model.covers?.[image] ?? {};
  const name = text in known ? text : masksOf(model, image)[0];
  if (name === undefined || known[name]!.length !== patches) return null;
  return { name, drawn: false, truth: truthOf(known[name]!), cover: known[name]! };
}
