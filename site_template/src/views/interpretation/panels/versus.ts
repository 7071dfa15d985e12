/** Two pictures, or two models on one picture, side by side: the same map on one scale. */

import { frame } from "../../../controls/panel.ts";
import { type ColourScale, magnitudeScale } from "../../../marks/colours.ts";
import { html } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { number } from "../../../maths/numbers.ts";
import { rocAuc } from "../../../maths/scoring.ts";
import { tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import type { InterpretationData } from "../data.ts";
import { maskOf } from "../mask.ts";
import { valueText, wordsOf } from "../methods.ts";
import { mapsData } from "../recipe.ts";
import type { Scene } from "../scene.ts";
import { MODEL, mapOf, placeOf, type Versus, versusOf } from "./counterpart.ts";
import { mapPicture, readoutOf } from "./map-picture.ts";
import type { PanelView } from "./panel.ts";
import { rankCorrelation, regrid } from "./ranks.ts";

interface Pair {
  readonly scene: Scene;
  readonly versus: Versus;
  readonly there: InterpretationData;
  readonly block: number;
  readonly one: Float64Array;
  readonly other: Float64Array;
}

export function versus(context: Context): PanelView {
  const { store, manifest, pointed } = context;
  const { element, figure, bar, say, title } = frame(context, {
    id: "versus",
    title: "Beside another picture",
    concept: ["cosine-similarity", "What cosine similarity is"],
  });
  const select = html("select", { "data-part": "versus-with", id: "versus-with" });
  select.addEventListener("change", () => store.set({ versus: select.value }));
  const legendPlace = html("div", { class: "legend-place" });
  bar.append(
    html(
      "div",
      { class: "ip-choice", "data-no-export": true },
      html("label", { for: "versus-with", class: "quiet" }, "beside it"),
      select,
    ),
    legendPlace,
  );
  const readout = readoutOf("versus-readout");
  let pair: Pair | null = null;
  const left = mapPicture("versus-left", {
    onHover: (patch) =>
      hover(patch, patch === null || !pair ? null : placeOf(patch, pair.scene.grid.side, pair.there.grid.side)),
    onPick: (patch) => pair && store.set({ token: patch + pair.scene.grid.prefix, refs: "" }),
  });
  const right = mapPicture("versus-right", {
    onHover: (patch) =>
      hover(patch === null || !pair ? null : placeOf(patch, pair.there.grid.side, pair.scene.grid.side), patch),
  });
  const maps = html("div", { class: "ip-two" }, left.element, right.element);
  const missing = html("p", { class: "ip-missing quiet", "data-part": "versus-says", hidden: true });
  figure.append(readout.element, missing, maps);
  let latest: Scene | null = null;
  let other: { readonly key: string; readonly data: InterpretationData | null } | null = null;
  let asked = "";

  function hover(here: number | null, there: number | null): void {
    left.mark(here);
    right.mark(there);
    if (!pair) return;
    pointed.set(here === null ? null : here + pair.scene.grid.prefix);
    if (here === null || there === null) return readout.say("", "point at a patch: its value in both");
    const { method, grid } = pair.scene;
    const [a, b] = [valueText(method, pair.one[here]!), valueText(method, pair.other[there]!)];
    readout.say(
      `${a} and ${b}`,
      `${tokenName(grid, here + grid.prefix)}${pair.there.grid.side === grid.side ? "" : ` and ${tokenName(pair.there.grid, there + pair.there.grid.prefix)}`}`,
    );
  }

  let filled = "";
  function options(scene: Scene): void {
    const key = `${scene.model.id} ${scene.picture.id}`;
    if (key !== filled) {
      const option = (value: string, text: string) => html("option", { value }, text);
      const pictures = manifest.images
        .filter(({ id }) => id !== scene.picture.id)
        .map(({ id, title: name }) => option(id, name));
      const models = manifest.models
        .filter(({ id }) => id !== scene.model.id)
        .map(({ id, title: name }) => option(MODEL + id, name));
      select.replaceChildren(
        option("", "nothing yet"),
        html("optgroup", { label: "Another picture" }, ...pictures),
        ...(models.length > 0 ? [html("optgroup", { label: "The same picture in another model" }, ...models)] : []),
      );
      filled = key;
    }
    select.value = scene.state.versus;
    if (select.selectedIndex < 0) select.value = "";
  }

  function ask(versus: Versus): InterpretationData | null | undefined {
    const key = `${versus.model.id} ${versus.picture.id}`;
    if (other?.key === key) return other.data;
    if (asked !== key) {
      asked = key;
      const arrived = (data: InterpretationData | null) => {
        if (asked !== key) return;
        other = { key, data };
        if (latest) show(latest);
      };
      mapsData(versus.model, versus.picture.id).then(arrived, () => arrived(null));
    }
    return undefined;
  }

  function without(text: string, ...more: string[]): void {
    pair = null;
    maps.hidden = legendPlace.hidden = readout.element.hidden = true;
    missing.hidden = text === "";
    missing.replaceChildren(text);
    say(...more);
  }

  function show(scene: Scene): void {
    options(scene);
    const chosen = versusOf(scene.state.versus, manifest, scene);
    title(
      chosen
        ? `Beside ${chosen.kind === "model" ? chosen.model.title : "another picture"}, on one scale`
        : "Beside another picture",
    );
    if (!chosen) {
      const strange =
        scene.state.versus !== "" &&
        !versusOf(scene.state.versus, manifest, { model: scene.model, picture: { ...scene.picture, id: "" } });
      const text = strange
        ? "The link asks for a picture or a model that this page does not have."
        : "Choose another picture, or another model where this page has one: the same map of it stands beside this one, in the same colours.";
      return without(
        text,
        "One scale for both is what makes them comparable: the same colour is the same number. The other side takes pictures of the gallery, whose maps were computed when this site was built; your own can stand at the left.",
      );
    }
    const there = ask(chosen);
    if (there === undefined) return without("The other maps are on their way.");
    if (there === null)
      return without(
        unknown(scene, chosen),
        "The model has run on one picture only; the other side comes from maps that were computed when this site was built.",
      );
    const one = scene.map(scene.method, scene.block);
    const { values, block } = mapOf(scene, there);
    if (!one) return without("The map comes as soon as the model has run.");
    if (!values)
      return without(
        `Of “${chosen.picture.title}”, only the mean over the heads is precomputed. Choose it above to compare.`,
      );
    missing.hidden = true;
    maps.hidden = legendPlace.hidden = readout.element.hidden = false;
    pair = { scene, versus: chosen, there, block, one, other: values };
    draw(pair);
  }

  function draw({ scene, versus: chosen, there, block, one, other: second }: Pair): void {
    const scale = common(scene, one, second);
    const seen = scene.state.see === "model";
    const { title: method } = wordsOf(scene.method);
    const label = (name: string, after: number) =>
      `${method} on ${name} after block ${after}; arrow keys read it patch by patch`;
    left.show(
      {
        picture: scene.picture,
        model: scene.model,
        grid: scene.grid,
        pixels: scene.pixels,
        values: one,
        scale,
        label: label(scene.picture.title, scene.block),
      },
      seen,
      scene.state.opacity,
    );
    right.show(
      {
        picture: chosen.picture,
        model: chosen.model,
        grid: there.grid,
        pixels: null,
        values: second,
        scale,
        label: label(chosen.picture.title, block),
      },
      false,
      scene.state.opacity,
    );
    const head = (name: string, more: string) => [html("b", {}, name), html("span", { class: "quiet" }, more)];
    const origin = scene.data.origin === "live" ? "live" : "precomputed to 1/255";
    const name = (of: "here" | "there") =>
      chosen.kind === "model"
        ? of === "here"
          ? scene.model.title
          : chosen.model.title
        : of === "here"
          ? scene.picture.title
          : chosen.picture.title;
    left.caption.replaceChildren(...head(name("here"), `after block ${scene.block}, ${origin}`));
    right.caption.replaceChildren(...head(name("there"), `after block ${block}, precomputed to 1/255`));
    legendPlace.replaceChildren(legend(scale, `${wordsOf(scene.method).quantity}, both`));
    hover(null, null);
    words(scene, chosen, there, block, one, second);
  }

  function words(
    scene: Scene,
    chosen: Versus,
    there: InterpretationData,
    block: number,
    one: Float64Array,
    second: Float64Array,
  ): void {
    const range = (values: Float64Array) =>
      `${valueText(scene.method, Math.min(...values))} to ${valueText(scene.method, Math.max(...values))}`;
    const { title: method } = wordsOf(scene.method);
    const first = `${method.charAt(0).toUpperCase()}${method.slice(1)} reaches from ${range(one)} at the left and from ${range(second)} at the right.`;
    const masks = [
      scene.mask,
      maskOf("", chosen.model, chosen.kind === "model" ? scene.data.image : chosen.picture.id, there.grid.side ** 2),
    ];
    const scores = masks.map((mask, i) => (mask ? rocAuc(i === 0 ? one : second, mask.truth) : NaN));
    const scored = scores.every(Number.isFinite)
      ? `It finds the object with an area under the ROC curve of ${number(scores[0]!)} at the left (${masks[0]!.name}) and ${number(scores[1]!)} at the right (${masks[1]!.name}); chance gives 0.5.`
      : null;
    const agreement =
      chosen.kind === "model" ? rankCorrelation(one, regrid(second, there.grid.side, scene.grid.side)) : NaN;
    const agreed = Number.isNaN(agreement)
      ? null
      : `The two models order the patches with a rank correlation of ${number(agreement)}.`;
    const isPatch = scene.references.some((token) => token >= scene.grid.prefix);
    const placed = isPatch
      ? `The reference is ${scene.referenceName} on both sides: the same place, which may show something else.`
      : null;
    const deep =
      block !== scene.block
        ? `Block ${block} of ${there.blocks} is about as deep as block ${scene.block} of ${scene.data.blocks}.`
        : null;
    const several =
      scene.references.length > 1 && scene.method === "similarity"
        ? "Of several references only cosines are known at the right: they count as if all were equally long."
        : null;
    say(first, ...[scored, agreed, placed, deep, several].filter((text) => text !== null));
  }

  return {
    element,
    update(scene) {
      latest = scene;
      show(scene);
    },
    destroy() {
      left.destroy();
      right.destroy();
    },
  };
}

function unknown(scene: Scene, { kind, model, picture }: Versus): string {
  if (kind === "model" && scene.picture.own)
    return `Your own picture has no precomputed maps in ${model.title}. Choose that model above the page to see it there; both at once takes a picture of the gallery.`;
  return `This site has no precomputed maps of “${picture.title}” in ${model.title}.`;
}

/** From the lowest to the highest value of both; from 0 for what is never negative. */
function common({ method }: Scene, one: Float64Array, other: Float64Array): ColourScale {
  const all = [...one, ...other].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return magnitudeScale(high > low ? high : low + 0.01, false, method === "similarity" ? low : 0);
}
