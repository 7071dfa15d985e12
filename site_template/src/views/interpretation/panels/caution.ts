/** Read with care: this picture's own figures for when cosine similarity misleads, and plain words about them. */

import { frame } from "../../../controls/panel.ts";
import { html } from "../../../marks/element.ts";
import { number } from "../../../maths/numbers.ts";
import { tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import type { InterpretationData } from "../data.ts";
import { valueText } from "../methods.ts";
import type { Scene } from "../scene.ts";
import { cautionsOf, type Facts, factsOf, patchAnisotropy } from "./cautions.ts";
import { lineChart } from "./lines.ts";
import { normStrip } from "./norm-strip.ts";
import type { PanelView } from "./panel.ts";
import { onPictureSpots } from "./spots.ts";

const cosine = (value: number): string => valueText("similarity", value);

export function caution(context: Context): PanelView {
  const { store, announce, pointed } = context;
  const { element, figure, side, say, instead } = frame(context, {
    id: "caution",
    title: "Read with care",
    concept: ["anisotropy", "What anisotropy is"],
  });
  const chart = lineChart("caution-chart", 210, (block) => store.set({ block: String(block) }), announce);
  let grid = { prefix: 0 };
  const strip = normStrip((patch) => pointed.set(patch === null ? null : patch + grid.prefix));
  const spots = onPictureSpots();
  const heading = html("h3", {}, "Mean cosine, by block");
  figure.append(heading, chart.element, html("div", { class: "ip-lengths" }, strip.element, spots.element));
  const list = html("ul", { class: "ip-cautions", "data-part": "cautions" });
  side.append(list);
  const kept = new WeakMap<InterpretationData, Map<number, number>>();

  /** Asked for all blocks with every change; each is worked out once a tensor. */
  function level(data: InterpretationData, block: number): number {
    const levels = kept.get(data) ?? new Map<number, number>();
    kept.set(data, levels);
    const known = levels.get(block);
    if (known !== undefined) return known;
    const found = patchAnisotropy(data, block);
    if (Number.isFinite(found)) levels.set(block, found);
    return found;
  }

  function draw(scene: Scene, facts: Facts): void {
    chart.draw({
      label: `Mean cosine of two patches, and of ${scene.referenceName} and a patch, by block. Arrow keys read a block, Enter shows it.`,
      lines: [
        { id: "pairs", name: "two patches", role: "role-stream", values: facts.anisotropy },
        ...(scene.references.length === 1 || scene.references.length < scene.grid.side ** 2
          ? [
              {
                id: "reference",
                name: `${scene.referenceName} and a patch`,
                role: scene.references.every((token) => token < scene.grid.prefix) ? "role-cls" : "role-query",
                values: facts.reference,
                look: "dashed" as const,
              },
            ]
          : []),
      ],
      blocks: scene.data.blocks,
      chosen: scene.block,
      domain: [Math.min(0, ...facts.anisotropy.filter(Number.isFinite), ...facts.reference.filter(Number.isFinite)), 1],
      print: cosine,
    });
    const nameOf = (patch: number) => tokenName(scene.grid, patch + scene.grid.prefix);
    strip.element.hidden = spots.element.hidden = facts.lengths === null || !(facts.median > 0);
    if (facts.lengths)
      strip.draw(
        facts.lengths,
        facts.median,
        facts.outliers.map(({ patch }) => patch),
        nameOf,
      );
    spots.update(
      scene,
      facts.outliers.map(({ patch }) => patch),
    );
    const found = cautionsOf(facts, scene.block, {
      cosine,
      times: number,
      patch: nameOf,
      reference: scene.referenceName,
    });
    list.replaceChildren(
      ...found.map(({ id, care, text }) =>
        html(
          "li",
          { class: care ? "ip-care" : "ip-fine", "data-caution": id, "data-care": String(care) },
          html("b", {}, care ? "Care: " : "Fine: "),
          text,
        ),
      ),
    );
    const careful = found.filter(({ care }) => care).length;
    say(
      careful === 0
        ? `After block ${scene.block}, nothing here speaks against reading the map of similarity as it is.`
        : `After block ${scene.block}, ${careful} of ${found.length} figures call for care.`,
      [
        "Sources: ",
        source("https://arxiv.org/abs/1909.00512", "Ethayarajh 2019"),
        " on directions that crowd together, ",
        source("https://arxiv.org/abs/2309.16588", "Darcet et al. 2024"),
        " on patches that models use as registers.",
      ],
    );
  }

  return {
    element,
    update(scene) {
      grid = scene.grid;
      if (scene.data.origin === "none") return instead("This picture’s figures come as soon as the model has run.");
      instead(null);
      draw(
        scene,
        factsOf(scene.data, scene.references, scene.block, (block) => level(scene.data, block)),
      );
    },
    destroy() {
      chart.destroy();
      strip.destroy();
    },
  };
}

const source = (href: string, text: string): HTMLElement => html("a", { href, rel: "noopener" }, text);
