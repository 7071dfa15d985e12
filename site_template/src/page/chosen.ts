/** What the visitor has chosen: a model, and a picture of the page's or of their own. */
import type { Manifest, ModelEntry } from "../data/manifest.ts";
import type { Store } from "../state/store.ts";
import type { State } from "../state/table.ts";
import { galleryOf, ownPicture, type Picture } from "./pictures.ts";

export interface Chosen {
  readonly pictures: readonly Picture[];
  model(state?: State): ModelEntry;
  picture(state?: State): Picture;
  /** Whether the address names a picture that this page does not have. */
  readonly missing: boolean;
  /** Adds a picture and chooses it. */
  add(blob: Blob, title: string): Promise<void>;
  destroy(): void;
}

export function createChosen(manifest: Manifest, store: Store): Chosen {
  const gallery = galleryOf(manifest);
  const own: Picture[] = [];
  const known = (state: State) => [...own, ...gallery].find((one) => one.id === state.image);
  return {
    get pictures() {
      return [...own, ...gallery];
    },
    model: (state = store.state) => manifest.models.find((one) => one.id === state.model) ?? manifest.models[0]!,
    picture: (state = store.state) => known(state) ?? gallery[0]!,
    get missing() {
      return store.state.image !== "" && !known(store.state);
    },
    async add(blob, title) {
      const added = await ownPicture(blob, title, own.length + 1);
      own.unshift(added);
      store.set({ image: added.id });
    },
    destroy: () => own.forEach((one) => URL.revokeObjectURL(one.file)),
  };
}
