/** Two maps beside each other on one scale: a patch pointed at in one is marked and read in both. */
import { type ColourScale, magnitudeScale } from "../../../marks/colours.ts";
import { html } from "../../../marks/element.ts";
import { type Grid, tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import { valueText } from "../words/methods.ts";
import { placeIn } from "./counterpart.ts";
import { type MapPicture, mapPicture, readoutOf } from "./map-picture.ts";
import type { Pair } from "./versus-says.ts";
import { versusWords } from "./words/versus.ts";

export interface VersusSides {
  readonly readout: HTMLElement;
  readonly maps: HTMLElement;
  /** Returns the scale that both have. */
  draw(pair: Pair): ColourScale;
  destroy(): void;
}

/** @param pairOf what is shown now. */
export function versusSides({ store, pointed }: Context, pairOf: () => Pair | null): VersusSides {
  const readout = readoutOf("versus-readout");
  const left = mapPicture("versus-left", {
    onHover: (patch) =>
      hover(
        patch,
        across(patch, ({ scene, there }) => [scene.grid, there.grid]),
      ),
    onPick(patch) {
      const pair = pairOf();
      if (pair) store.set({ token: patch + pair.scene.grid.prefix, refs: "" });
    },
  });
  const right = mapPicture("versus-right", {
    onHover: (patch) =>
      hover(
        across(patch, ({ scene, there }) => [there.grid, scene.grid]),
        patch,
      ),
  });

  /** The same place on the other side. */
  function across(patch: number | null, grids: (pair: Pair) => readonly [Grid, Grid]): number | null {
    const pair = pairOf();
    return patch === null || !pair ? null : placeIn(patch, ...grids(pair));
  }

  function hover(here: number | null, there: number | null): void {
    left.mark(here);
    right.mark(there);
    const pair = pairOf();
    if (!pair) return;
    pointed.set(here === null ? null : here + pair.scene.grid.prefix);
    if (here === null || there === null) return readout.say("", versusWords.point);
    const { method } = pair.scene;
    const [a, b] = [valueText(method, pair.one[here]!), valueText(method, pair.other[there]!)];
    readout.say(versusWords.values(a, b), placesText(pair, here, there));
  }

  return {
    readout: readout.element,
    maps: html("div", { class: "ip-two" }, left.element, right.element),
    draw(pair) {
      const scale = common(pair);
      drawSides(left, right, pair, scale);
      hover(null, null);
      return scale;
    },
    destroy() {
      left.destroy();
      right.destroy();
    },
  };
}

/** Both places are named where the grids differ. */
function placesText({ scene: { grid }, there }: Pair, here: number, other: number): string {
  const isSame = there.grid.rows === grid.rows && there.grid.columns === grid.columns;
  const name = tokenName(there.grid, other + there.grid.prefix);
  return versusWords.places(tokenName(grid, here + grid.prefix), isSame ? null : name);
}

/** From the lowest to the highest value of both; from 0 for what is never negative. */
function common({ scene: { method }, one, other }: Pair): ColourScale {
  const all = [...one, ...other].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return magnitudeScale(high > low ? high : low + 0.01, false, method === "similarity" ? low : 0);
}

function drawSides(left: MapPicture, right: MapPicture, pair: Pair, scale: ColourScale): void {
  const { scene, versus, there, block, one, other } = pair;
  const { state, picture, model, grid, pixels, method } = scene;
  const here = { picture, model, grid, pixels, values: one, scale };
  left.show(
    { ...here, label: versusWords.map(method, picture.title, scene.block) },
    state.see === "model",
    state.opacity,
  );
  right.show(
    {
      picture: versus.picture,
      model: versus.model,
      grid: there.grid,
      pixels: null,
      values: other,
      scale,
      label: versusWords.map(method, versus.picture.title, block),
    },
    false,
    state.opacity,
  );
  const differs = (side: { readonly model: { title: string }; readonly picture: { title: string } }) =>
    versus.kind === "model" ? side.model.title : side.picture.title;
  const head = (name: string, more: string) => [html("b", {}, name), html("span", { class: "quiet" }, more)];
  const isLive = scene.data.origin === "live";
  left.caption.replaceChildren(...head(differs(scene), versusWords.caption(scene.block, isLive)));
  right.caption.replaceChildren(...head(differs(versus), versusWords.caption(block, false)));
}
