/** Read with care: this picture's own figures for when cosine similarity misleads, and plain words about them. */
import { frame } from "../../../controls/panel.ts";
import { html } from "../../../marks/element.ts";
import { number } from "../../../maths/numbers.ts";
import { patchCount, tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import type { InterpretationData } from "../data.ts";
import { drawn } from "../pieces.ts";
import type { Scene } from "../scene.ts";
import { valueText } from "../words/methods.ts";
import { type Facts, factsOf, patchAnisotropy } from "./caution-facts.ts";
import { type Caution, cautionsOf } from "./cautions.ts";
import type { Curves, Line } from "./line-shape.ts";
import { lineChart } from "./lines.ts";
import { normStrip } from "./norm-strip.ts";
import type { PanelView } from "./panel.ts";
import { onPictureSpots } from "./spots.ts";
import { cautionWords } from "./words/caution.ts";

const cosine = (value: number): string => valueText("similarity", value);

export function caution(context: Context): PanelView {
  const { store, announce, pointed } = context;
  const panel = frame(context, {
    id: "caution",
    title: cautionWords.title,
    concept: ["anisotropy", cautionWords.concept],
  });
  const chart = lineChart("caution-chart", 210, (block) => store.set({ block: String(block) }), announce);
  let prefix = 0;
  const strip = normStrip((patch) => pointed.set(patch === null ? null : patch + prefix));
  const spots = onPictureSpots();
  panel.figure.append(
    html("h3", {}, cautionWords.chart.title),
    chart.element,
    html("div", { class: "ip-lengths" }, strip.element, spots.element),
  );
  const list = html("ul", { class: "ip-cautions", "data-part": "cautions" });
  panel.side.append(list);
  const level = keptLevels();

  function draw(scene: Scene, facts: Facts): void {
    chart.draw(chartOf(scene, facts));
    const nameOf = (patch: number) => tokenName(scene.grid, patch + scene.grid.prefix);
    const far = facts.outliers.map(({ patch }) => patch);
    strip.element.hidden = spots.element.hidden = facts.lengths === null || !(facts.median > 0);
    if (facts.lengths) strip.draw({ lengths: facts.lengths, median: facts.median, outliers: far, nameOf });
    spots.update(scene, far);
    const names = { cosine, times: number, patch: nameOf, reference: scene.referenceName };
    const found = cautionsOf(facts, scene.block, names);
    list.replaceChildren(...found.map(entry));
    const careful = found.filter(({ care }) => care).length;
    const first =
      careful === 0 ? cautionWords.nothing(scene.block) : cautionWords.some(scene.block, careful, found.length);
    panel.say(first, drawn(context, cautionWords.sources));
  }

  return {
    element: panel.element,
    update(scene) {
      const { data, references, block } = scene;
      prefix = scene.grid.prefix;
      if (data.origin === "none") return panel.instead(cautionWords.waiting);
      panel.instead(null);
      draw(
        scene,
        factsOf(data, references, block, (one) => level(data, one)),
      );
    },
    destroy() {
      chart.destroy();
      strip.destroy();
    },
  };
}

/** Asked for all blocks with every change; each is worked out once a tensor. */
function keptLevels(): (data: InterpretationData, block: number) => number {
  const kept = new WeakMap<InterpretationData, Map<number, number>>();
  return (data, block) => {
    const levels = kept.get(data) ?? new Map<number, number>();
    kept.set(data, levels);
    const found = levels.get(block) ?? patchAnisotropy(data, block);
    if (Number.isFinite(found)) levels.set(block, found);
    return found;
  };
}

function chartOf({ references, referenceName, grid, data, block }: Scene, facts: Facts): Curves {
  const words = cautionWords.chart;
  const pairs: Line = { id: "pairs", name: words.pairs, role: "role-stream", values: facts.anisotropy };
  const reference: Line = {
    id: "reference",
    name: words.reference(referenceName),
    role: references.every((token) => token < grid.prefix) ? "role-cls" : "role-query",
    values: facts.reference,
    look: "dashed",
  };
  // All patches as the reference are what the first curve is about.
  const isOther = references.length === 1 || references.length < patchCount(grid);
  const known = [...facts.anisotropy, ...facts.reference].filter(Number.isFinite);
  return {
    label: words.label(referenceName),
    lines: isOther ? [pairs, reference] : [pairs],
    blocks: data.blocks,
    chosen: block,
    domain: [Math.min(0, ...known), 1],
    print: cosine,
  };
}

const entry = ({ id, care, text }: Caution): HTMLElement =>
  html(
    "li",
    { class: care ? "ip-care" : "ip-fine", "data-caution": id, "data-care": String(care) },
    html("b", {}, care ? cautionWords.care : cautionWords.fine),
    text,
  );
