/** Two pictures, or two models on one picture, side by side: the same map on one scale. */
import { frame } from "../../../controls/panel.ts";
import { html } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import type { Context } from "../../../page/context.ts";
import type { InterpretationData } from "../data.ts";
import type { Scene } from "../scene.ts";
import { mapOf, type Versus, versusOf } from "./counterpart.ts";
import type { PanelView } from "./panel.ts";
import { counterparts } from "./versus-data.ts";
import { versusPicker } from "./versus-picker.ts";
import { type Pair, saysOf } from "./versus-says.ts";
import { versusSides } from "./versus-sides.ts";
import { waiting } from "./words/common.ts";
import { versusMissing, versusWords } from "./words/versus.ts";

export function versus(context: Context): PanelView {
  const panel = frame(context, {
    id: "versus",
    title: versusWords.title,
    concept: ["cosine-similarity", versusWords.concept],
  });
  const picker = versusPicker(context);
  const legendPlace = html("div", { class: "legend-place" });
  panel.bar.append(picker.element, legendPlace);
  let pair: Pair | null = null;
  const sides = versusSides(context, () => pair);
  const missing = html("p", { class: "ip-missing quiet", "data-part": "versus-says", hidden: true });
  panel.figure.append(sides.readout, missing, sides.maps);
  let latest: Scene | null = null;
  const others = counterparts(() => latest && show(latest));

  function without({ text, more }: Missing): void {
    pair = null;
    sides.maps.hidden = legendPlace.hidden = sides.readout.hidden = true;
    missing.hidden = text === "";
    missing.replaceChildren(text);
    panel.say(...more);
  }

  function show(scene: Scene): void {
    picker.update(scene);
    const chosen = versusOf(scene.state.versus, context.manifest, scene);
    panel.title(chosen ? versusWords.titleOf(chosen.kind === "model" ? chosen.model.title : null) : versusWords.title);
    if (!chosen) return without(nothingChosen(context, scene));
    const found = pairOf(scene, chosen, others.of(chosen));
    if ("text" in found) return without(found);
    missing.hidden = true;
    sides.maps.hidden = legendPlace.hidden = sides.readout.hidden = false;
    pair = found;
    legendPlace.replaceChildren(legend(sides.draw(found), versusWords.legend(scene.method)));
    panel.say(...saysOf(found));
  }

  return {
    element: panel.element,
    update(scene) {
      latest = scene;
      show(scene);
    },
    destroy: () => sides.destroy(),
  };
}

/** Why there is nothing to compare, and what more there is to say. */
interface Missing {
  readonly text: string;
  readonly more: readonly string[];
}

function nothingChosen({ manifest }: Context, { state, model, picture }: Scene): Missing {
  const anyPicture = { model, picture: { ...picture, id: "" } };
  const isStrange = state.versus !== "" && !versusOf(state.versus, manifest, anyPicture);
  return { text: isStrange ? versusMissing.strange : versusMissing.nothing, more: [versusMissing.oneScale] };
}

/** The maps of both sides, or why they are not there. */
function pairOf(scene: Scene, versus: Versus, there: InterpretationData | null | undefined): Pair | Missing {
  if (there === undefined) return { text: versusMissing.coming, more: [] };
  if (there === null) return { text: unknown(scene, versus), more: [versusMissing.onePicture] };
  const one = scene.map(scene.method, scene.block);
  const { values: other, block } = mapOf(scene, there);
  if (!one) return { text: waiting.map, more: [] };
  if (!other) return { text: versusMissing.meanOnly(versus.picture.title), more: [] };
  return { scene, versus, there, block, one, other };
}

const unknown = (scene: Scene, { kind, model, picture }: Versus): string =>
  kind === "model" && scene.picture.own
    ? versusMissing.ownPicture(model.title)
    : versusMissing.none(picture.title, model.title);
