/** What becomes of a picture's shape before the model sees it, in words. */
import type { Fit } from "../marks/picture.ts";

/** Below this share nobody sees it. */
const NOTICEABLE = 0.02;

export const isSqueezed = ({ stretch }: Fit): boolean => Math.abs(stretch - 1) > NOTICEABLE;

export const isCut = ({ seen }: Fit): boolean => seen < 1 - NOTICEABLE;

/** A sentence; nothing for a picture that the model sees whole and in its own shape. */
export function fitText(fit: Fit): string {
  const squeezed = !isSqueezed(fit)
    ? ""
    : fit.stretch < 1
      ? "squeezed from the sides"
      : "squeezed from above and below";
  const cut = isCut(fit) ? `only the middle of this picture, ${Math.round(fit.seen * 100)}\u00a0% of it` : "";
  if (!squeezed && !cut && !fit.padded) return "";
  const whole = cut || (squeezed ? "all of this picture" : "this picture");
  const black = fit.padded ? ", and black where it does not reach" : "";
  return `The model sees ${[whole, squeezed].filter(Boolean).join(", ")}${black}.`;
}
