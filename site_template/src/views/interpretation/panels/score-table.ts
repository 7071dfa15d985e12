/** The scores as a table: one row a method, one column a block, below each the gallery's mean with its interval. */
import { button, html } from "../../../marks/element.ts";
import { number, tick } from "../../../maths/numbers.ts";
import type { Method } from "../scene.ts";
import { wordsOf } from "../words/methods.ts";
import type { Mean } from "./gallery.ts";
import { type Board, topOf } from "./score-says.ts";
import type { Row, Spot } from "./scores.ts";
import { tableWords } from "./words/scores.ts";

export interface ScoreTable {
  readonly element: HTMLElement;
  draw(board: Board): void;
}

/** Told of a cell: its method and its block are to be shown. */
type Pick = (method: Method, block: number) => void;

export function scoreTable(onPick: Pick): ScoreTable {
  const caption = html("p", { class: "ip-scores-say", id: "scores-say" });
  const head = html("thead", {});
  const body = html("tbody", {});
  const table = html("table", { class: "ip-scores", "aria-describedby": "scores-say" }, head, body);
  const scroll = html("div", { class: "ip-table", tabindex: 0, role: "region", "aria-label": tableWords.name }, table);
  return {
    element: html("div", { "data-part": "score-table" }, caption, scroll),
    draw(board) {
      caption.replaceChildren(...captionOf(board));
      head.replaceChildren(headOf(board));
      keepingFocus(body, () => body.replaceChildren(...rowsOf(board, onPick)));
    },
  };
}

/** A cell that has the focus keeps it. */
function keepingFocus(body: HTMLElement, fill: () => void): void {
  const held = body.contains(document.activeElement) ? document.activeElement!.closest<HTMLElement>("td") : null;
  fill();
  if (!held) return;
  const { method, block } = held.dataset;
  body
    .querySelector<HTMLElement>(`td[data-method="${method}"][data-block="${block}"] button`)
    ?.focus({ preventScroll: true });
}

function captionOf({ metric, level, gallery, means }: Board): (string | HTMLElement)[] {
  const beside = means.some((all) => all.some((mean) => mean !== null)) ? gallery : null;
  return [
    tableWords.caption(metric, beside?.pictures ?? null),
    html("b", { "data-chance": level }, tick(level)),
    ...(beside ? [tableWords.chanceOver(beside.chance(metric))] : []),
    ".",
  ];
}

function headOf({ scene }: Board): HTMLElement {
  const blocks = Array.from({ length: scene.data.blocks }, (_, block) =>
    html("th", { scope: "col", class: block === scene.block ? "ip-here" : null }, String(block)),
  );
  return html("tr", {}, html("th", { scope: "col" }, tableWords.block), ...blocks);
}

function rowsOf(board: Board, onPick: Pick): HTMLElement[] {
  const top = topOf(board);
  return board.rows.flatMap((row, i) => {
    const means = board.means[i];
    return [
      ownRow(board, row, onPick),
      ...(means?.some((mean) => mean !== null) ? [meanRow(row.method, means, top)] : []),
    ];
  });
}

function ownRow({ scene, best }: Board, { method, values }: Row, onPick: Pick): HTMLElement {
  const { title, role } = wordsOf(method);
  const cells = values.map((value, block) => {
    const isBest = best?.method === method && best.block === block;
    const shown = Number.isNaN(value) ? tableWords.none : number(value);
    const label = tableWords.cell(method, block, shown, isBest);
    const here = method === scene.method && block === scene.block;
    const attributes = { class: "ip-score", "aria-label": label, "aria-current": here ? "true" : null };
    return html(
      "td",
      {
        class: isBest ? "ip-best" : null,
        "data-method": method,
        "data-block": block,
        "data-value": Number.isNaN(value) ? "" : value,
      },
      button(attributes, shown, () => onPick(method, block)),
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
  return html("tr", { class: "ip-mean" }, html("th", { scope: "row" }, tableWords.gallery), ...cells);
}

const short = (value: number): string => value.toFixed(2);
