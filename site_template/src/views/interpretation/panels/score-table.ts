/** The scores as a table: one row a method, one column a block, below each the gallery's mean with its interval. */
import { button, html } from "../../../marks/element.ts";
import { number, tick } from "../../../maths/numbers.ts";
import type { Metric } from "../../../maths/scoring.ts";
import { wordsOf } from "../methods.ts";
import type { Method, Scene } from "../scene.ts";
import { type Gallery, galleryMean, type Mean } from "./gallery.ts";
import { METRIC_WORDS } from "./metrics.ts";
import { bestOf, type Row, type Spot } from "./scores.ts";

export interface ScoreTable {
  readonly element: HTMLElement;
  draw(
    scene: Scene,
    rows: readonly Row[],
    best: Spot | null,
    gallery: Gallery | null,
    metric: Metric,
    chance: number,
  ): void;
}

/** `onPick` is told of a cell: its method and its block are to be shown. */
export function scoreTable(onPick: (method: Method, block: number) => void): ScoreTable {
  const caption = html("p", { class: "ip-scores-say", id: "scores-say" });
  const head = html("thead", {});
  const body = html("tbody", {});
  const table = html("table", { class: "ip-scores", "aria-describedby": "scores-say" }, head, body);
  const scroll = html(
    "div",
    { class: "ip-table", tabindex: 0, role: "region", "aria-label": "Scores by method and block" },
    table,
  );
  const element = html("div", { "data-part": "score-table" }, caption, scroll);
  return {
    element,
    draw(scene, rows, best, gallery, metric, chance) {
      const blocks = Array.from({ length: scene.data.blocks }, (_, block) => block);
      const known = gallery ? rows.map(({ method }) => meansOf(scene, gallery, method, metric)) : [];
      const beside = known.some((means) => means.some((mean) => mean !== null)) ? gallery : null;
      const over = beside
        ? `; below, the mean over ${beside.pictures} pictures of the gallery with its 95 % interval`
        : "";
      caption.replaceChildren(
        `${capital(METRIC_WORDS[metric].title)} on this picture${over}. Chance, ${METRIC_WORDS[metric].chance}: `,
        html("b", { "data-chance": chance }, tick(chance)),
        ...(beside ? [` here, ${tick(beside.chance(metric))} over the gallery`] : []),
        ".",
      );
      head.replaceChildren(
        html(
          "tr",
          {},
          html("th", { scope: "col" }, "after block"),
          ...blocks.map((block) =>
            html("th", { scope: "col", class: block === scene.block ? "ip-here" : null }, String(block)),
          ),
        ),
      );
      const held = body.contains(document.activeElement) ? document.activeElement!.closest<HTMLElement>("td") : null;
      const top = bestOf(
        known.map((means, i) => ({ method: rows[i]!.method, values: means.map((mean) => mean?.mean ?? NaN) })),
      );
      body.replaceChildren(
        ...rows.flatMap((row, i) => [
          own(scene, row, best),
          ...(known[i]?.some((mean) => mean !== null) ? [meanRow(row.method, known[i]!, top)] : []),
        ]),
      );
      // A cell that has the focus keeps it.
      const { method, block } = held?.dataset ?? {};
      if (held)
        body
          .querySelector<HTMLElement>(`td[data-method="${method}"][data-block="${block}"] button`)
          ?.focus({ preventScroll: true });
    },
  };

  function own(scene: Scene, { method, values }: Row, best: Spot | null): HTMLElement {
    const { title, role } = wordsOf(method);
    const cells = values.map((value, block) => {
      const isBest = best?.method === method && best.block === block;
      const shown = Number.isNaN(value) ? "none" : number(value);
      const label = `${title} after block ${block}: ${shown}${isBest ? ", the best" : ""}. Show this map.`;
      const here = method === scene.method && block === scene.block;
      return html(
        "td",
        {
          class: isBest ? "ip-best" : null,
          "data-method": method,
          "data-block": block,
          "data-value": Number.isNaN(value) ? "" : value,
        },
        button({ class: "ip-score", "aria-label": label, "aria-current": here ? "true" : null }, shown, () =>
          onPick(method, block),
        ),
      );
    });
    return html("tr", { class: "ip-own" }, html("th", { scope: "row", class: `role-${role}` }, title), ...cells);
  }

  function meanRow(method: Method, means: readonly (Mean | null)[], top: Spot | null): HTMLElement {
    const cells = means.map((mean, block) =>
      html(
        "td",
        {
          class: top?.method === method && top.block === block ? "ip-best-mean" : null,
          "data-gallery": method,
          "data-block": block,
          "data-value": mean?.mean ?? "",
        },
        ...(mean
          ? [html("span", {}, number(mean.mean)), html("small", {}, `${short(mean.low)}–${short(mean.high)}`)]
          : ["–"]),
      ),
    );
    return html("tr", { class: "ip-mean" }, html("th", { scope: "row" }, "gallery"), ...cells);
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const short = (value: number): string => value.toFixed(2);

/** By method the gallery's means, block by block. */
export const meansOf = (scene: Scene, gallery: Gallery, method: Method, metric: Metric): (Mean | null)[] =>
  Array.from({ length: scene.data.blocks }, (_, block) => galleryMean(gallery, method, scene, block, metric));
