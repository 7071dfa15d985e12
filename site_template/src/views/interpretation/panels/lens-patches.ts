/** What every patch of a block would say: as a map, as a list of classes, and under the pointer. */
import { html } from "../../../marks/element.ts";
import { patchCount, tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import { topOf, votes } from "../../../page/lens.ts";
import type { Scene } from "../scene.ts";
import { type ClassEntry, classList, strengths } from "./lens-classes.ts";
import { lensMap, type Said } from "./lens-map.ts";
import { labelOf, type Shown, shortOf } from "./lens-shown.ts";
import { readoutOf } from "./map-picture.ts";
import { lensWords, share } from "./words/lens.ts";

/** Classes that are read out. */
const LISTED = 3;

export interface LensPatches {
  readonly elements: readonly HTMLElement[];
  /** The scene of the panel, of which nothing may be worked out yet. */
  follow(scene: Scene): void;
  /** @param patches [patch, class]. */
  show(shown: Shown, patches: Float64Array): void;
  mark(patch: number | null): void;
  destroy(): void;
}

export function lensPatches({ store, pointed }: Context): LensPatches {
  const readout = readoutOf("lens-readout");
  const heading = html("h3", {});
  let latest: Scene | null = null;
  let now: { readonly shown: Shown; readonly patches: Float64Array } | null = null;
  const map = lensMap(
    (patch) => hover(patch),
    (patch) => latest && store.set({ token: patch + latest.grid.prefix, refs: "" }),
  );
  const classes = classList(map.only);

  function hover(patch: number | null): void {
    if (!latest || !now) return;
    pointed.set(patch === null ? null : patch + latest.grid.prefix);
    if (patch === null) return readout.say("", lensWords.map.point);
    readout.say(tokenName(latest.grid, patch + latest.grid.prefix), topText(now.shown, now.patches, patch));
  }

  return {
    elements: [heading, readout.element, map.element, classes.element, strengths()],
    follow(scene) {
      latest = scene;
    },
    show(shown, patches) {
      now = { shown, patches };
      const { block } = shown.scene;
      heading.textContent = lensWords.map.title(block);
      map.show(shown.scene, saidOf(shown, patches), lensWords.map.label(block));
      classes.show(entriesOf(shown, patches));
      hover(null);
    },
    mark: map.mark,
    destroy: map.destroy,
  };
}

/** The classes that a patch would say first. */
const topText = ({ scene, reader: { classes } }: Shown, patches: Float64Array, patch: number): string =>
  topOf(patches, classes, patch, LISTED)
    .map((index) => `${labelOf(scene, index)} ${share(patches[patch * classes + index]!)}`)
    .join(", ");

const saidOf = ({ scene, reader: { classes }, hues }: Shown, patches: Float64Array): Said[] =>
  Array.from({ length: patchCount(scene.grid) }, (_, row) => {
    const [first] = topOf(patches, classes, row, 1);
    return { hue: hues.of(first!), probability: patches[row * classes + first!]! };
  });

/** The classes that patches would say, those without a colour of their own as one. */
function entriesOf({ scene, reader: { classes }, hues }: Shown, patches: Float64Array): ClassEntry[] {
  const counted = votes(patches, classes).map((one) => ({ ...one, hue: hues.of(one.index) }));
  const rest = counted.filter(({ hue }) => hue === null).reduce((sum, { patches: count }) => sum + count, 0);
  return [
    ...counted
      .filter(({ hue }) => hue !== null)
      .map(({ index, hue, patches: count }) => ({ hue, name: shortOf(scene, index), patches: count })),
    ...(rest > 0 ? [{ hue: null, name: lensWords.classes.rest, patches: rest }] : []),
  ];
}
