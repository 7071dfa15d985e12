/** Lanes: vectors drawn below one another over the same positions, their names at the left, numbers at the right. */
import { type Child, html, style } from "../../../marks/element.ts";

/** How the room of a figure is shared out; on a phone names and numbers stand above their lane. */
export interface Measure {
  readonly room: number;
  readonly stacked: boolean;
  readonly gutter: number;
  readonly plot: number;
  /** Room for the numbers at the right. */
  readonly values: number;
}

const [GUTTER, VALUES] = [124, 108];
const STACKED_BELOW = 560;

/** The shares of a room, read once from the figure's clientWidth. */
export function measureFor(room: number): Measure {
  const stacked = room < STACKED_BELOW;
  const [gutter, values] = stacked ? [0, 0] : [GUTTER, VALUES];
  return { room, stacked, gutter, values, plot: Math.max(120, Math.floor(room - gutter - values)) };
}

export interface Lanes {
  readonly element: HTMLElement;
  /** Tells the style sheet the shares; call it before the lanes are drawn. */
  measure(measure: Measure): void;
}

/** Holds lanes; it is the positioned parent of what moves over them. */
export function lanes(...children: Child[]): Lanes {
  const element = html("div", { class: "lanes" }, ...children);
  return {
    element,
    measure({ stacked, gutter, plot, values }) {
      element.classList.toggle("stacked", stacked);
      style(element, { "--gutter": `${gutter}px`, "--plot": `${plot}px`, "--values": `${values}px` });
    },
  };
}

export interface Lane {
  readonly element: HTMLElement;
  /** What sticks out of the lane is cut here. */
  readonly clip: HTMLElement;
  /** What may stick out: dots, outlines, labels. */
  readonly plot: HTMLElement;
  /** The name, which has the colour of the role, and a quiet line below it. */
  name(title: Child, ...under: Child[]): void;
  /** A small picture beside the name. */
  picture(element: HTMLElement): void;
  /** What stands at its right: a number, and how it comes about. */
  setValue(...children: Child[]): void;
  size(width: number, height: number): void;
  /** Pales everything from `x` on, as what is still to come. */
  veil(x: number): void;
}

export function lane(role: string, kind: string): Lane {
  const [title, under] = [html("div", { class: "lane-title" }), html("div", { class: "lane-under" })];
  const cover = html("div", { class: "lane-veil" });
  const clip = html("div", { class: "lane-clip" }, cover);
  const plot = html("div", { class: "lane-plot" }, clip);
  const value = html("div", { class: "lane-value" });
  const name = html("div", { class: "lane-name" }, html("div", { class: "lane-text" }, title, under));
  let wide = 0;
  return {
    element: html("div", { class: `lane lane-${kind} role-${role}` }, name, plot, value),
    clip,
    plot,
    name(text, ...more) {
      title.replaceChildren(...(text === null ? [] : [text]));
      under.replaceChildren(...more.filter((one) => one !== null));
    },
    picture: (element) => name.prepend(element),
    setValue: (...children) => value.replaceChildren(...children.filter((one) => one !== null)),
    size(width, height) {
      wide = width;
      style(plot, { width: `${width}px`, height: `${height}px` });
    },
    veil: (x) => style(cover, { transform: `translateX(${Math.min(wide + 2, x).toFixed(1)}px)` }),
  };
}

/** The canvas of a lane at the density of the screen; null where there is none. */
export function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const density = devicePixelRatio;
  [canvas.width, canvas.height] = [Math.round(width * density), Math.round(height * density)];
  style(canvas, { width: `${width}px`, height: `${height}px` });
  const context = canvas.getContext("2d");
  context?.scale(density, density);
  return context;
}

/** The rectangle round what is being computed, over several lanes. */
export interface Marker {
  readonly element: HTMLElement;
  /** Spans from the plot of one lane to that of another; reads the layout, so it belongs into `draw`. */
  span(first: Lane, last: Lane): void;
  /** Moves to a box of the plot; null hides. */
  at(box: { readonly x: number; readonly width: number } | null): void;
}

const OVER = 5;

export function marker(): Marker {
  const element = html("div", { class: "lane-marker", hidden: true });
  let left = 0;
  return {
    element,
    span(first, last) {
      left = first.plot.offsetLeft;
      const [top, bottom] = [first.plot.offsetTop, last.plot.offsetTop + last.plot.offsetHeight];
      style(element, { top: `${top - OVER}px`, height: `${bottom - top + 2 * OVER}px` });
    },
    at(box) {
      element.hidden = box === null;
      if (box)
        style(element, { transform: `translateX(${(left + box.x - 1).toFixed(1)}px)`, width: `${box.width + 2}px` });
    },
  };
}
