/** One number a token, as bars in the order of the sequence: what a heatmap of one column would hide. */
import { bottomAxis } from "../../marks/axes.ts";
import { html, style, svg } from "../../marks/element.ts";
import { paintProfile, reach } from "../../marks/profile.ts";
import { tick } from "../../maths/numbers.ts";
import { isTokenAxis } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { GUTTER, TOP } from "./frame.ts";
import type { Figure } from "./heat.ts";
import { stepFor } from "./keys.ts";
import { fillReadout, reading, readoutLine } from "./reading.ts";
import { moveTo, type Scene, tokenOfRow } from "./scene.ts";
import { waiting } from "./waiting.ts";
import * as words from "./words.ts";

/** Of the bars, and with what stands above and below them. */
const HEIGHT = 150;
const WITH_AXIS = TOP + HEIGHT + 26;
/** The bars lie side by side, their tokens in rows. */
const SIDEWAYS: Readonly<Record<string, string>> = { ArrowLeft: "ArrowUp", ArrowRight: "ArrowDown" };

export const spreadFits = (scene: Scene): boolean => scene.axes.columns === 1 && isTokenAxis(scene.axes.rowAxis);

export const spread = (context: Context, onAnother: () => void): Figure => new Spread(context, onAnother);

class Spread implements Figure {
  readonly element: HTMLElement;
  private readonly parts: ReturnType<typeof partsOf>;
  private readonly stops: readonly (() => void)[];
  private scene: Scene | null = null;

  constructor(
    private readonly context: Context,
    onAnother: () => void,
  ) {
    this.parts = partsOf(context, onAnother);
    const { element, plot } = this.parts;
    this.element = element;
    const shown = () => (element.hidden ? null : this.scene);
    const sized = new ResizeObserver(() => {
      const scene = shown();
      if (scene) this.draw(scene);
    });
    sized.observe(element);
    const onPointed = () => {
      const scene = shown();
      if (scene) this.read(scene);
    };
    this.stops = [context.pointed.onChange(onPointed), () => sized.disconnect()];
    this.listen(plot);
  }

  update(scene: Scene): void {
    this.scene = scene;
    this.draw(scene);
  }

  destroy(): void {
    for (const stop of this.stops) stop();
  }

  private listen(plot: HTMLElement): void {
    const { store, pointed, announce } = this.context;
    plot.addEventListener("pointermove", (event) => {
      const { scene } = this;
      if (scene && event.pointerType !== "touch")
        pointed.set(tokenOfRow(scene.axes, scene.grid, this.rowAt(event, scene)));
    });
    plot.addEventListener("pointerleave", () => pointed.set(null));
    plot.addEventListener("click", (event) => {
      const { scene } = this;
      if (scene) store.set(moveTo(scene.axes, scene.grid, this.rowAt(event, scene), 0));
    });
    plot.addEventListener("keydown", (event) => {
      const { altKey, ctrlKey, metaKey } = event;
      const key = SIDEWAYS[event.key] ?? event.key;
      const step = this.scene && stepFor({ key, altKey, ctrlKey, metaKey }, this.scene.axes, this.scene.cursor);
      if (!step) return;
      event.preventDefault();
      store.set(moveTo(this.scene!.axes, this.scene!.grid, step.row, 0));
      announce(reading(this.scene!, step.row, 0));
    });
  }

  private rowAt(event: MouseEvent, { axes: { rows } }: Scene): number {
    const box = this.parts.plot.getBoundingClientRect();
    return Math.max(0, Math.min(rows - 1, Math.floor(((event.clientX - box.left) / box.width) * rows)));
  }

  private read(scene: Scene): void {
    const { axes, cursor } = scene;
    const { readout, plot, mark, passed } = this.parts;
    const { token } = this.context.pointed;
    const row = token ?? cursor.row ?? 0;
    fillReadout(readout, scene, { row: Math.min(row, axes.rows - 1), column: 0 });
    const unit = plot.clientWidth / axes.rows;
    passed.hidden = token === null;
    const put = (one: HTMLElement, at: number) =>
      style(one, { transform: `translateX(${at * unit}px)`, width: `${unit}px` });
    put(mark, cursor.row ?? 0);
    put(passed, row);
  }

  private draw(scene: Scene): void {
    const { body, axes, readout, plot, wait, canvas } = this.parts;
    const { hook, values } = scene;
    const width = Math.max(120, this.element.clientWidth - GUTTER - 1);
    for (const one of [body, axes]) style(one, { height: `${WITH_AXIS}px` });
    style(readout, { left: `${GUTTER}px` });
    for (const one of [plot, wait.element])
      style(one, { left: `${GUTTER}px`, top: `${TOP}px`, width: `${width}px`, height: `${HEIGHT}px` });
    plot.setAttribute("aria-label", words.tokenBarsOf(hook.name, scene.axes.rows));
    this.element.dataset["figure"] = hook.name;
    plot.classList.toggle("empty", values === null);
    wait.update(values !== null);
    axes.replaceChildren(...axesOf(scene, width));
    if (values) {
      const ink = getComputedStyle(this.element).color;
      paintProfile(canvas, values.plane.data, values.scale, { width, height: HEIGHT }, ink, devicePixelRatio);
    }
    this.read(scene);
  }
}

function partsOf(context: Context, onAnother: () => void) {
  const readout = readoutLine();
  const canvas = html("canvas", { class: "strip-canvas" });
  const mark = html("div", { class: "column-mark" });
  const passed = html("div", { class: "column-mark pointed", hidden: true });
  const attributes = { tabindex: 0, role: "application", "aria-roledescription": words.BAR_CHART };
  const plot = html("div", { class: "heat-plot", ...attributes, "data-part": "token-bars" }, canvas, passed, mark);
  const axes = svg("svg", { class: "axes", "aria-hidden": "true" });
  const wait = waiting(context, onAnother);
  const body = html("div", { class: "heat-body" }, readout, axes, plot, wait.element);
  const element = html("figure", { class: "heat", "data-part": "token-figure" }, body);
  return { readout, canvas, mark, passed, plot, axes, wait, body, element };
}

/** The tokens below the bars, and their ends at the left. */
function axesOf({ axes, grid, values }: Scene, width: number): Element[] {
  const bottom = { axis: axes.rowAxis, count: axes.rows, length: width, title: words.TOKEN, role: "plain" };
  const end = (y: number, value: number) =>
    svg("text", { x: GUTTER - 7, y, "text-anchor": "end", class: "axis-text" }, tick(value));
  const ends = values ? reach(values.plane.data) : null;
  return [
    bottomAxis(bottom, grid, GUTTER, TOP + HEIGHT),
    ...(ends ? [end(TOP + 9, ends[1]), end(TOP + HEIGHT, ends[0])] : []),
  ];
}
