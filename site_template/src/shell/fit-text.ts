/** What becomes of a picture's shape before the model sees it, in a sentence. */
import type { Fit } from "../marks/picture.ts";

/** Below this nobody sees it. */
const NOTICEABLE = 0.02;

/** Nothing for a picture that the model sees whole and in its own shape. */
export function fitText({ stretch, seen, padded }: Fit): string {
  const squeezed =
    stretch < 1 - NOTICEABLE ? "squeezed from the sides" : stretch > 1 + NOTICEABLE ? "squeezed from above and below" : "";
  const cut = seen < 1 - NOTICEABLE ? `only the middle of this picture, ${Math.round(seen * 100)} % of it` : "";
  const black = padded ? "black where this picture does not reach" : "";
  if (!squeezed && !cut && !black) return "";
  const whole = cut || (squeezed ? "all of this picture" : "this picture");
  return `The model sees ${[whole, squeezed].filter(Boolean).join(", ")}${black ? `, and ${black}` : ""}.`;
}
