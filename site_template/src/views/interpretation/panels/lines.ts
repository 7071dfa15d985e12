/** Curves over the blocks of the model: one number a block and curve, named at its end, read under pointer and keys. */
import { html, style, svg } from "../../../marks/element.ts";
import { number } from "../../../maths/numbers.ts";
import type { Curves } from "./line-shape.ts";
import { drawLines, type LineFrame, lineFrame, PLOT } from "./lines-drawing.ts";
import { chartWords } from "./words/common.ts";

export interface LineChart {
  readonly element: HTMLElement;
  draw(curves: Curves): void;
  destroy(): void;
}

/** `onBlock` is told of a click, or of Enter, on a block. */
export function lineChart(
  part: string,
  height: number,
  onBlock: (block: number) => void,
  announce: (text: string) => void,
): LineChart {
  const { element, readout, drawing, rule, plot } = partsOf(part);
  let curves: Curves | null = null;
  let frame: LineFrame | null = null;
  let passing: number | null = null;
  const sized = new ResizeObserver(() => curves && paint(curves));
  sized.observe(plot);
  listen(plot, {
    curves: () => curves,
    passing: () => passing,
    right: () => frame?.right ?? 0,
    pass(block) {
      if (block === passing) return;
      passing = block;
      if (curves) read(curves);
    },
    onBlock,
    announce: () => announce(readout.textContent ?? ""),
  });

  function paint(now: Curves): void {
    const width = plot.clientWidth;
    if (width < PLOT.least) return;
    frame = lineFrame(now, width, height);
    style(plot, { height: `${height}px` });
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height }))
      drawing.setAttribute(name, String(value));
    drawing.replaceChildren(...drawLines(now, frame, rule));
    plot.setAttribute("aria-label", now.label);
    read(now);
  }

  function read(now: Curves): void {
    const block = passing ?? now.chosen;
    readout.replaceChildren(
      html("span", { class: "ip-where" }, chartWords.afterBlock(block)),
      ...valuesAt(now, block).flatMap((one) => [" ", one]),
    );
    const x = (frame ?? lineFrame(now, plot.clientWidth, height)).x(block);
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: PLOT.top, y2: height - PLOT.bottom }))
      rule.setAttribute(name, String(value));
  }

  return {
    element,
    draw(next) {
      curves = next;
      if (passing !== null && passing >= next.blocks) passing = null;
      paint(next);
      read(next);
    },
    destroy: () => sized.disconnect(),
  };
}

function partsOf(part: string) {
  const readout = html("p", { class: "ip-readout", "data-part": `${part}-readout` });
  const drawing = svg("svg", { class: "ip-lines", "aria-hidden": "true" });
  const plot = html(
    "div",
    {
      class: "ip-plot",
      tabindex: 0,
      role: "application",
      "aria-roledescription": chartWords.kind,
      "data-part": part,
    },
    drawing,
  );
  return {
    element: html("div", { class: "ip-chart" }, readout, plot),
    readout,
    drawing,
    rule: svg("line", { class: "ip-rule" }),
    plot,
  };
}

/** The numbers of a block, each in the colour of its curve. */
function valuesAt({ lines, print = number }: Curves, block: number): HTMLElement[] {
  return lines
    .filter(({ values }) => values.length > 0)
    .map(({ name, role, values }) => {
      const value = values[block] ?? NaN;
      const text = Number.isNaN(value) ? chartWords.none : print(value);
      return html("span", { class: `ip-value ${role}` }, `${name} `, html("b", {}, text));
    });
}

interface Heard {
  curves(): Curves | null;
  /** The block under the pointer or the keys. */
  passing(): number | null;
  /** Room at the right of the curves. */
  right(): number;
  pass(block: number | null): void;
  onBlock(block: number): void;
  announce(): void;
}

function listen(plot: HTMLElement, heard: Heard): void {
  function at(event: MouseEvent): number | null {
    const curves = heard.curves();
    if (!curves) return null;
    const box = plot.getBoundingClientRect();
    const share = (event.clientX - box.left - PLOT.left) / Math.max(1, box.width - PLOT.left - heard.right());
    return Math.max(0, Math.min(curves.blocks - 1, Math.round(share * (curves.blocks - 1))));
  }
  plot.addEventListener("pointermove", (event) => heard.pass(at(event)));
  plot.addEventListener("pointerleave", () => heard.pass(null));
  plot.addEventListener("blur", () => heard.pass(null));
  plot.addEventListener("click", (event) => {
    const block = at(event);
    if (block !== null) heard.onBlock(block);
  });
  plot.addEventListener("keydown", (event) => {
    const curves = heard.curves();
    if (!curves || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = heard.passing() ?? curves.chosen;
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: curves.blocks - 1 }[event.key];
    if (next !== undefined) heard.pass(Math.max(0, Math.min(curves.blocks - 1, next)));
    else if (event.key === "Enter") heard.onBlock(now);
    else return;
    event.preventDefault();
    heard.announce();
  });
}
