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

const HEIGHT = 150;

export const spreadFits = (scene: Scene): boolean => scene.axes.columns === 1 && isTokenAxis(scene.axes.rowAxis);

export function spread(context: Context, onAnother: () => void): Figure {
  const { store, pointed, announce } = context;
  const readout = readoutLine();
  const canvas = html("canvas", { class: "strip-canvas" });
  const [mark, passed] = [
    html("div", { class: "column-mark" }),
    html("div", { class: "column-mark pointed", hidden: true }),
  ];
  const plot = html(
    "div",
    {
      class: "heat-plot",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "bar chart",
      "data-part": "token-bars",
    },
    canvas,
    passed,
    mark,
  );
  const axes = svg("svg", { class: "axes", "aria-hidden": "true" });
  const wait = waiting(context, onAnother);
  const body = html("div", { class: "heat-body" }, readout, axes, plot, wait.element);
  const element = html("figure", { class: "heat", "data-part": "token-figure" }, body);
  let scene: Scene | null = null;
  const sized = new ResizeObserver(() => scene && !element.hidden && draw(scene));
  sized.observe(element);
  const stops = [pointed.onChange(() => scene && !element.hidden && read(scene)), () => sized.disconnect()];

  const rowAt = (event: MouseEvent, rows: number) => {
    const box = plot.getBoundingClientRect();
    return Math.max(0, Math.min(rows - 1, Math.floor(((event.clientX - box.left) / box.width) * rows)));
  };
  plot.addEventListener(
    "pointermove",
    (event) =>
      scene &&
      event.pointerType !== "touch" &&
      pointed.set(tokenOfRow(scene.axes, scene.grid, rowAt(event, scene.axes.rows))),
  );
  plot.addEventListener("pointerleave", () => pointed.set(null));
  plot.addEventListener(
    "click",
    (event) => scene && store.set(moveTo(scene.axes, scene.grid, rowAt(event, scene.axes.rows), 0)),
  );
  plot.addEventListener("keydown", (event) => {
    const sideways: Readonly<Record<string, string>> = { ArrowLeft: "ArrowUp", ArrowRight: "ArrowDown" };
    const step =
      scene &&
      stepFor(
        { key: sideways[event.key] ?? event.key, altKey: event.altKey, ctrlKey: event.ctrlKey, metaKey: event.metaKey },
        scene.axes,
        scene.cursor,
      );
    if (!step || !scene) return;
    event.preventDefault();
    store.set(moveTo(scene.axes, scene.grid, step.row, 0));
    announce(reading(scene, step.row, 0));
  });

  function read(now: Scene): void {
    const row = pointed.token ?? now.cursor.row ?? 0;
    fillReadout(readout, now, { row: Math.min(row, now.axes.rows - 1), column: 0 });
    const unit = plot.clientWidth / now.axes.rows;
    passed.hidden = pointed.token === null;
    for (const [one, at] of [
      [mark, now.cursor.row ?? 0],
      [passed, row],
    ] as const)
      style(one, { transform: `translateX(${at * unit}px)`, width: `${unit}px` });
  }

  function draw(now: Scene): void {
    const width = Math.max(120, element.clientWidth - GUTTER - 1);
    style(body, { height: `${TOP + HEIGHT + 26}px` });
    style(axes, { height: `${TOP + HEIGHT + 26}px` });
    style(readout, { left: `${GUTTER}px` });
    for (const one of [plot, wait.element])
      style(one, { left: `${GUTTER}px`, top: `${TOP}px`, width: `${width}px`, height: `${HEIGHT}px` });
    plot.setAttribute("aria-label", `${now.hook.name}, one bar for each of ${now.axes.rows} tokens. Arrow keys move.`);
    element.dataset["figure"] = now.hook.name;
    plot.classList.toggle("empty", now.values === null);
    wait.update(now.values !== null);
    const bottom = { axis: now.axes.rowAxis, count: now.axes.rows, length: width, title: "token", role: "plain" };
    const ends = now.values ? reach(now.values.plane.data) : null;
    const end = (y: number, value: number) =>
      svg("text", { x: GUTTER - 7, y, "text-anchor": "end", class: "axis-text" }, tick(value));
    axes.replaceChildren(
      bottomAxis(bottom, now.grid, GUTTER, TOP + HEIGHT),
      ...(ends ? [end(TOP + 9, ends[1]), end(TOP + HEIGHT, ends[0])] : []),
    );
    if (now.values)
      paintProfile(
        canvas,
        now.values.plane.data,
        now.values.scale,
        { width, height: HEIGHT },
        getComputedStyle(element).color,
        devicePixelRatio,
      );
    read(now);
  }

  return {
    element,
    update(next) {
      scene = next;
      draw(next);
    },
    destroy: () => stops.forEach((stop) => stop()),
  };
}
