/** The lens: the neighbourhood of one value, enlarged, with what it is and how large it is. */
import { type ColourScale, css } from "../../marks/colours.ts";
import { html, setText, style } from "../../marks/element.ts";
import { number } from "../../maths/numbers.ts";
import type { Plane } from "../../maths/plane.ts";

const [ACROSS, DOWN, CELL] = [9, 5, 16];

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** What a lens looks at: numbers as they are arranged on the screen, and what each of them is. */
export interface Sight {
  readonly plane: Plane;
  readonly scale: ColourScale;
  /** In words. */
  name(cell: Cell): string;
  /** As it is written, such as hook_q[0, 2, 17]. */
  place(cell: Cell): string;
}

export interface Lens {
  readonly element: HTMLElement;
  /** Shows a cell beside a point of the plot; null hides the lens. */
  show(sight: Sight | null, cell: Cell | null, x: number, y: number, room: number): void;
}

export function lens(): Lens {
  const canvas = html("canvas", { class: "lens-cells", width: ACROSS * CELL * 2, height: DOWN * CELL * 2 });
  const [value, name, where] = [
    html("strong", { class: "lens-value" }),
    html("span", {}),
    html("span", { class: "quiet name" }),
  ];
  const element = html(
    "div",
    { class: "lens", hidden: true, "aria-hidden": "true", "data-part": "lens" },
    canvas,
    html("div", { class: "lens-text" }, value, name, where),
  );
  return {
    element,
    show(sight, cell, x, y, room) {
      element.hidden = cell === null || sight === null;
      if (cell === null || sight === null) return;
      paint(canvas, sight, cell);
      setText(value, number(sight.plane.data[cell.row * sight.plane.columns + cell.column]!));
      setText(name, sight.name(cell));
      setText(where, sight.place(cell));
      const left = x + 20 + element.offsetWidth > room ? Math.max(0, x - 20 - element.offsetWidth) : x + 20;
      style(element, { transform: `translate(${Math.round(left)}px, ${Math.round(y + 16)}px)` });
    },
  };
}

function paint(canvas: HTMLCanvasElement, { plane, scale }: Sight, { row, column }: Cell): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, ACROSS * CELL, DOWN * CELL);
  for (let down = 0; down < DOWN; down++) {
    for (let across = 0; across < ACROSS; across++) {
      const [r, c] = [row + down - (DOWN >> 1), column + across - (ACROSS >> 1)];
      if (r < 0 || c < 0 || r >= plane.rows || c >= plane.columns) continue;
      context.fillStyle = css(scale.rgb(plane.data[r * plane.columns + c]!));
      context.fillRect(across * CELL, down * CELL, CELL - 1, CELL - 1);
    }
  }
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = 2;
  context.strokeRect((ACROSS >> 1) * CELL - 0.5, (DOWN >> 1) * CELL - 0.5, CELL, CELL);
}
