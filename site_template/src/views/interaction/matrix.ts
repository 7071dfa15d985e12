/** The indicator of every patch with every patch in the chosen block; a row is what one patch takes. */

import { type ColourScale, scaleFor } from "../../marks/colours.ts";
import { html, setText, style } from "../../marks/element.ts";
import { legend } from "../../marks/legend.ts";
import { matrixCanvas, paintPatches } from "../../marks/matrix-canvas.ts";
import { number } from "../../maths/numbers.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Part } from "./large.ts";
import type { Scene } from "./scene.ts";
import { INDICATOR_WORDS } from "./texts.ts";

const [LARGEST, STRIP, ROOM_FROM] = [352, 12, 4];
/** Nothing else changes what is drawn of the same numbers. */
const SAME = ["patch", "pixels", "tone", "block", "indicator"] as const;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function indicatorMatrix(context: Context): Part {
  const { store, pointed, announce } = context;
  const title = html("h2", { class: "figure-title" });
  const legendPlace = html("div", { class: "legend-place" });
  const readout = html("p", { class: "ip-readout", "data-part": "matrix-readout" });
  const drawing = matrixCanvas(html("canvas", { class: "ip-matrix-canvas" }));
  const strip = () => html("canvas", { class: "token-strip", "aria-hidden": "true", hidden: true });
  const [down, across] = [strip(), strip()];
  const overlay = (name: string) => html("div", { class: name, hidden: true });
  const [mark, row] = [overlay("ip-cell"), overlay("ip-line-row")] as const;
  const plot = html(
    "div",
    {
      class: "ip-matrix-plot",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "matrix",
      "data-part": "matrix",
    },
    drawing.canvas,
    row,
    mark,
  );
  const body = html("div", { class: "ip-matrix-body" }, down, plot, across);
  const element = html(
    "section",
    { class: "ia-matrix", "aria-label": "Indicator matrix", "data-part": "indicator-matrix" },
    html("div", { class: "ia-matrix-head" }, title, legendPlace),
    readout,
    body,
  );
  let scene: Scene | null = null;
  let scale: ColourScale | null = null;
  let [values, painted, strips] = [null as Float64Array | null, "", ""];
  let size = 0;
  let cell: { row: number; column: number } | null = null;

  const sized = new ResizeObserver(() => scene && lay(scene));
  sized.observe(element);
  const count = () => (scene ? scene.grid.side ** 2 : 1);
  const at = (event: MouseEvent) => {
    const box = plot.getBoundingClientRect();
    const place = (share: number) => Math.max(0, Math.min(count() - 1, Math.floor(share * count())));
    return {
      row: place((event.clientY - box.top) / box.height),
      column: place((event.clientX - box.left) / box.width),
    };
  };
  plot.addEventListener("pointermove", (event) => values && event.pointerType !== "touch" && point(at(event)));
  plot.addEventListener("pointerleave", () => point(null));
  plot.addEventListener("blur", () => point(null));
  plot.addEventListener("click", (event) => values && pick(at(event).row));
  plot.addEventListener("keydown", (event) => {
    if (!values || !scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) {
      const within = (value: number) => Math.max(0, Math.min(count() - 1, value));
      const from = cell ?? { row: scene.patch, column: scene.patch - step[1] };
      point({ row: within(from.row + step[0]), column: within(from.column + step[1]) });
      announce(readout.textContent ?? "");
    } else if (event.key === "Enter") pick(cell?.row ?? scene.patch);
    else return;
    event.preventDefault();
  });

  const pick = (patch: number) => scene && store.set({ token: patch + scene.grid.prefix, refs: "" });

  function point(next: { row: number; column: number } | null): void {
    cell = next;
    pointed.set(next && scene ? next.column + scene.grid.prefix : null);
    read();
  }

  function read(): void {
    if (!scene || !values) return;
    const name = (patch: number) => tokenName(scene!.grid, patch + scene!.grid.prefix);
    const [from, to] = cell ? [cell.row, cell.column] : [scene.patch, largestBut(values, scene.patch, count())];
    readout.replaceChildren(
      html("b", {}, number(values[from * count() + to]!)),
      ` ${name(from)} takes ${cell ? "" : "the most "}from ${name(to)}`,
    );
    const unit = size / count();
    const box = (one: HTMLElement, x: number, y: number, width: number, height: number) => {
      one.hidden = false;
      style(one, { transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` });
    };
    box(row, 0, scene.patch * unit, size, unit);
    if (cell) box(mark, cell.column * unit, cell.row * unit, unit, unit);
    else mark.hidden = true;
  }

  function lay(now: Scene): void {
    if (!values || !scale) return;
    const room = element.clientWidth;
    if (room < 60) return;
    const n = count();
    const edge = Math.min(LARGEST, room - STRIP - 4);
    size = edge / n >= ROOM_FROM ? Math.floor(edge / n) * n : Math.floor(edge);
    const withPatches = size / n >= ROOM_FROM && now.pixels !== null;
    const key = JSON.stringify([size, devicePixelRatio, scale.low, scale.high, now.tone]);
    if (key !== painted || source !== values) {
      style(body, { "--edge": `${size}px`, "--strip": withPatches ? `${STRIP}px` : "0px" });
      drawing.paint(values, n, scale, size);
    }
    [painted, source] = [key, values];
    for (const one of [down, across]) one.hidden = !withPatches;
    const stripKey = `${size} ${now.data.image} ${now.model.id} ${withPatches}`;
    const order = Array.from({ length: n }, (_, i) => i);
    if (withPatches && stripKey !== strips)
      for (const one of [down, across])
        paintPatches(one, now.pixels!, now.grid.side, order, one === down, size, STRIP - 2);
    strips = stripKey;
    read();
  }
  let source: Float64Array | null = null;

  return {
    element,
    update(next) {
      const found = next.data.indicator(next.block, next.indicator);
      const same =
        scene !== null &&
        found === values &&
        SAME.every((key) => scene![key] === next[key]) &&
        scene.state.range === next.state.range;
      scene = next;
      values = found;
      element.hidden = values === null;
      if (!values || same) return;
      scale = scaleFor(offDiagonal(values, count()), next.tone, next.state.range);
      legendPlace.replaceChildren(legend(scale, INDICATOR_WORDS[next.indicator].short));
      setText(title, `Every patch with every patch, block ${next.block}`);
      plot.setAttribute(
        "aria-label",
        `Matrix of ${INDICATOR_WORDS[next.indicator].short}, ${count()} by ${count()} patches; the outlined row is ${next.patchName}. Arrow keys read a pair, Enter looks at the row’s patch.`,
      );
      element.dataset["figure"] = `Indicator matrix of block ${next.block}`;
      lay(next);
    },
    destroy() {
      sized.disconnect();
      drawing.destroy();
    },
  };
}

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
