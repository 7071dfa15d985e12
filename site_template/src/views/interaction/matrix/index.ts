/** The indicator of every patch with every patch in the chosen block; a row is what one patch takes. */
import type { Part } from "../../../figures/blocks/scene.ts";
import { type ColourScale, scaleFor } from "../../../marks/colours.ts";
import { html, setText } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { number } from "../../../maths/numbers.ts";
import { tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";
import { INDICATOR_WORDS, matrixWords } from "../words/figure.ts";
import { matrixBody } from "./body.ts";
import { type Cell, readCells } from "./cells.ts";

/** Nothing else changes what is drawn of the same numbers. */
const SAME = ["patch", "pixels", "tone", "block", "indicator"] as const;

export function indicatorMatrix(context: Context): Part<Scene> {
  const body = matrixBody();
  const page = pageOf(body.plot, body.element);
  const { element, readout } = page;
  let scene: Scene | null = null;
  let scale: ColourScale | null = null;
  let values: Float64Array | null = null;
  let cell: Cell | null = null;
  const sized = new ResizeObserver(() => lay());
  sized.observe(element);
  const stop = readCells(context, body.plot, () => values && scene, {
    onPoint(next) {
      cell = next;
      read();
    },
    said: () => readout.textContent ?? "",
  });

  function read(): void {
    if (!scene || !values) return;
    const { grid, count, patch } = scene;
    const name = (one: number) => tokenName(grid, one + grid.prefix);
    const [from, to] = cell ? [cell.row, cell.column] : [patch, largestBut(values, patch, count)];
    readout.replaceChildren(
      html("b", {}, number(values[from * count + to]!)),
      matrixWords.taken(name(from), name(to), cell === null),
    );
    body.mark(scene, cell);
  }

  function lay(): void {
    const room = element.clientWidth;
    if (!scene || !values || !scale || room < 60) return;
    body.lay(scene, values, scale, room);
    read();
  }

  return {
    element,
    update(next) {
      const found = next.data.indicator(next.block, next.indicator);
      const before = scene;
      const isSame = found === values && before !== null && isDrawnAlike(before, next);
      [scene, values] = [next, found];
      element.hidden = values === null;
      if (!values || isSame) return;
      scale = scaleFor(offDiagonal(values, next.count), next.tone, next.state.range);
      page.describe(next, scale);
      lay();
    },
    destroy() {
      sized.disconnect();
      stop();
      body.destroy();
    },
  };
}

interface Page {
  readonly element: HTMLElement;
  readonly readout: HTMLElement;
  describe(scene: Scene, colours: ColourScale): void;
}

function pageOf(plot: HTMLElement, body: HTMLElement): Page {
  const title = html("h2", { class: "figure-title" });
  const legendPlace = html("div", { class: "legend-place" });
  const readout = html("p", { class: "ip-readout", "data-part": "matrix-readout" });
  const element = html(
    "section",
    { class: "ia-matrix", "aria-label": matrixWords.label, "data-part": "indicator-matrix" },
    html("div", { class: "ia-matrix-head" }, title, legendPlace),
    readout,
    body,
  );
  return {
    element,
    readout,
    describe({ indicator, block, count, patchName }, colours) {
      legendPlace.replaceChildren(legend(colours, INDICATOR_WORDS[indicator].short));
      setText(title, matrixWords.title(block));
      plot.setAttribute("aria-label", matrixWords.keys(indicator, count, patchName));
      element.dataset["figure"] = matrixWords.figure(block);
    },
  };
}

const isDrawnAlike = (one: Scene, other: Scene): boolean =>
  SAME.every((key) => one[key] === other[key]) && one.state.range === other.state.range;

const kept = new WeakMap<Float64Array, Float64Array>();
/** What patches take from themselves would leave the rest pale. */
function offDiagonal(values: Float64Array, count: number): Float64Array {
  const found = kept.get(values) ?? (count > 1 ? values.filter((_, i) => i % (count + 1) !== 0) : values);
  kept.set(values, found);
  return found;
}

function largestBut(values: Float64Array, patch: number, count: number): number {
  let best = patch === 0 && count > 1 ? 1 : 0;
  for (let i = 0; i < count; i++)
    if (i !== patch && values[patch * count + i]! > values[patch * count + best]!) best = i;
  return best;
}
