/** What the model sees of the session's picture, for frames that show both ways. */
import type { ModelEntry } from "../data/manifest.ts";
import type { Pixels, Shown } from "../marks/picture.ts";
import type { State } from "../state/table.ts";
import type { Picture } from "./pictures.ts";
import type { Session } from "./session.ts";

/**
 * The pixels as far as they are known, null until then; each call looks whether they are others by now.
 *
 * @param onCome called when they have come.
 */
export function seenPixels(session: Session, onCome: () => void): () => Pixels | null {
  let pixels: Pixels | null = null;
  let asked = "";
  return () => {
    const key = `${session.model().id} ${session.picture().id} ${session.outcome.kind}`;
    if (key === asked) return pixels;
    asked = key;
    const take = (found: Pixels | null) => {
      if (asked !== key || found === pixels) return;
      pixels = found;
      onCome();
    };
    session.pixels().then(take, () => take(null));
    return pixels;
  };
}

interface Scene {
  readonly picture: Picture;
  readonly model: ModelEntry;
  readonly pixels: Pixels | null;
  readonly state: State;
}

/** The picture of a scene, the way that the visitor has chosen. */
export const shownOf = ({ picture, model, pixels, state }: Scene): Shown => ({
  picture,
  preprocess: model.preprocess,
  pixels,
  byModel: state.see === "model",
});
