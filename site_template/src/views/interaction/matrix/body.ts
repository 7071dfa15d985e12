/** The matrix itself, with the patches along two of its sides, and what is outlined on it. */
import type { ColourScale } from "../../../marks/colours.ts";
import { html, style } from "../../../marks/element.ts";
import { matrixCanvas, paintPatches } from "../../../marks/matrix-canvas.ts";
import type { Scene } from "../scene.ts";
import { matrixWords } from "../words/figure.ts";
import type { Cell } from "./cells.ts";

const [LARGEST, STRIP, ROOM_FROM] = [352, 12, 4];

export interface Body {
  readonly element: HTMLElement;
  /** What the pointer reads pairs on. */
  readonly plot: HTMLElement;
  lay(scene: Scene, values: Float64Array, scale: ColourScale, room: number): void;
  /** Outlines the row of the patch, and the pair that is read. */
  mark(scene: Scene, cell: Cell | null): void;
  destroy(): void;
}

/** The matrix with the patches along two of its sides. */
export function matrixBody(): Body {
  const drawing = matrixCanvas(html("canvas", { class: "ip-matrix-canvas" }));
  const strip = () => html("canvas", { class: "token-strip", "aria-hidden": "true", hidden: true });
  const [down, across] = [strip(), strip()];
  const overlay = (name: string) => html("div", { class: name, hidden: true });
  const [mark, row] = [overlay("ip-cell"), overlay("ip-line-row")];
  const plot = html(
    "div",
    {
      class: "ip-matrix-plot",
      tabindex: 0,
      role: "application",
      "aria-roledescription": matrixWords.role,
      "data-part": "matrix",
    },
    drawing.canvas,
    row,
    mark,
  );
  const element = html("div", { class: "ip-matrix-body" }, down, plot, across);
  let [painted, strips, size] = ["", "", 0];
  let source: Float64Array | null = null;

  function paintStrips({ grid, count, pixels, data, model }: Scene): void {
    const isShown = size / count >= ROOM_FROM && pixels !== null;
    for (const one of [down, across]) one.hidden = !isShown;
    const key = `${size} ${data.image} ${model.id} ${isShown}`;
    const order = Array.from({ length: count }, (_, i) => i);
    if (isShown && key !== strips)
      for (const one of [down, across]) paintPatches(one, pixels, grid, order, one === down, size, STRIP - 2);
    strips = key;
  }

  return {
    element,
    plot,
    lay(scene, values, scale, room) {
      const { count, tone, pixels } = scene;
      const edge = Math.min(LARGEST, room - STRIP - 4);
      size = edge / count >= ROOM_FROM ? Math.floor(edge / count) * count : Math.floor(edge);
      const withStrips = size / count >= ROOM_FROM && pixels !== null;
      const key = JSON.stringify([size, devicePixelRatio, scale.low, scale.high, tone]);
      if (key !== painted || source !== values) {
        style(element, { "--edge": `${size}px`, "--strip": withStrips ? `${STRIP}px` : "0px" });
        drawing.paint(values, count, scale, size);
      }
      [painted, source] = [key, values];
      paintStrips(scene);
    },
    mark({ patch, count }, cell) {
      const unit = size / count;
      place(row, 0, patch * unit, size, unit);
      if (cell) place(mark, cell.column * unit, cell.row * unit, unit, unit);
      else mark.hidden = true;
    },
    destroy: () => drawing.destroy(),
  };
}

function place(one: HTMLElement, x: number, y: number, width: number, height: number): void {
  one.hidden = false;
  style(one, { transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` });
}
