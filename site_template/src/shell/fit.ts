/** What becomes of a picture's shape before the model sees it, in words. */
import type { Fit } from "../marks/picture.ts";
import { fittedText } from "./words.ts";

/** Below this share nobody sees it. */
const NOTICEABLE = 0.02;

export const isSqueezed = ({ stretch }: Fit): boolean => Math.abs(stretch - 1) > NOTICEABLE;

export const isCut = ({ seen }: Fit): boolean => seen < 1 - NOTICEABLE;

/** A sentence; nothing for a picture that the model sees whole and in its own shape. */
export const fitText = (fit: Fit): string =>
  fittedText({
    squeezed: !isSqueezed(fit) ? "no" : fit.stretch < 1 ? "sideways" : "downwards",
    seen: isCut(fit) ? fit.seen : null,
    padded: fit.padded,
  });
