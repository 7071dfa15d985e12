/** An activation as its curve: a token's hidden numbers go from the horizontal axis to it, and on to the vertical one. */
import { html, setAttribute, setText, style, svg } from "../../../../marks/element.ts";
import { grouped, number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { GELU } from "../../../../maths/workings/activations.ts";
import { isSilenced } from "../../../../maths/workings/silenced.ts";
import type { Context } from "../../../../page/context.ts";
import { sized } from "../../figures/lanes.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { bell } from "./bell.ts";
import { type Chart, chartFor, frameOf } from "./chart.ts";
import type { ActivationPhase, ActivationWork } from "./work.ts";

const WIDEST = 720;
/** From so many numbers on, dots are smaller and fainter. */
const MANY = 1000;
/** The stages at which what comes out is there. */
const LATE: readonly string[] = ["whole", "across", "follow", "silenced", "result"];

interface Drawn {
  readonly setting: Setting;
  readonly made: ActivationWork;
  readonly chart: Chart;
  readonly context: CanvasRenderingContext2D | null;
  /** Colours of the style sheet. */
  readonly ink: string;
  readonly quiet: string;
}

export function activationFigure(context: Context): OperationFigure<ActivationWork> {
  const frame = svg("g", {});
  const curve = svg("path", { class: "curve-path" });
  const route = svg("path", { class: "curve-route" });
  const spot = svg("circle", { r: 5, class: "curve-spot" });
  const into = svg("text", { class: "curve-number" });
  const out = svg("text", { class: "curve-number" });
  const density = bell();
  const drawing = svg(
    "svg",
    { class: "curve-drawing", "aria-hidden": "true" },
    frame,
    curve,
    density.element,
    route,
    spot,
    into,
    out,
  );
  const canvas = html("canvas", { class: "curve-dots", "aria-hidden": "true" });
  const body = html("div", { class: "curve-body" }, drawing, canvas);
  const reading = html("p", { class: "figure-reading" });
  const element = html("figure", { class: "operation-figure activation-figure", role: "img" }, body, reading);
  let drawn: Drawn | null = null;
  let phase = "";
  let peeked: number | null = null;
  let way: [up: number, over: number] = [1, 0];
  const followed = ({ made }: Drawn): number => peeked ?? made.column;

  body.addEventListener("pointermove", (event) => {
    if (!drawn || event.pointerType === "touch") return;
    peek(nearest(drawn, event.clientX - body.getBoundingClientRect().left));
  });
  body.addEventListener("pointerleave", () => peek(null));
  body.addEventListener("click", (event) => {
    if (!drawn) return;
    const { left } = body.getBoundingClientRect();
    context.store.set({ column: nearest(drawn, event.clientX - left) });
  });

  /** Another number is followed while the pointer is near it. */
  function peek(index: number | null): void {
    if (!drawn || index === peeked) return;
    peeked = index;
    density.draw(drawn.made.activation === GELU ? drawn.made.before[followed(drawn)]! : null, drawn.chart);
    labels(drawn);
    dots(drawn, ...way);
  }

  function follow(now: Drawn, x: number, y: number): void {
    const { made, chart } = now;
    const [h, g] = [made.before[followed(now)]!, made.after[followed(now)]!];
    setAttribute(route, "d", `M${chart.x(h)} ${chart.y(0)}V${chart.y(g)}H${chart.x(0)}`);
    setAttribute(spot, "cx", x.toFixed(1));
    setAttribute(spot, "cy", y.toFixed(1));
  }

  /** The dots on their way: `up` to the curve, `over` to the vertical axis. */
  function dots(now: Drawn, up: number, over: number): void {
    const { made, chart, context: paint, ink, quiet } = now;
    const { before, after } = made;
    const at = (i: number): [number, number] => [chart.x(before[i]! * (1 - over)), chart.y(after[i]! * up)];
    way = [up, over];
    follow(now, ...at(followed(now)));
    if (!paint) return;
    paint.clearRect(0, 0, chart.width, chart.height);
    const many = before.length > MANY;
    const edge = many ? 3.4 : 4.4;
    const isMarked = phase === "silenced";
    for (const isPale of isMarked ? [true, false] : [false]) {
      paint.fillStyle = isPale ? quiet : ink;
      paint.globalAlpha = isPale ? 0.16 : many ? 0.35 : 0.5;
      for (let i = 0; i < before.length; i++) {
        if (isMarked && isPale === isSilenced(before[i]!, after[i]!)) continue;
        const [x, y] = at(i);
        paint.fillRect(x - edge / 2, y - edge / 2, edge, edge);
      }
    }
  }

  function stage(now: Drawn, next: string): void {
    phase = next;
    const { chart } = now;
    chart.outputs(LATE.includes(next));
    chart.silenced(next === "silenced" || next === "whole");
    density.lit(next === "whole" || next === "follow");
    setAttribute(route, "visibility", next === "inputs" ? "hidden" : null);
    labels(now);
  }

  function labels(now: Drawn): void {
    const { chart, made } = now;
    const i = followed(now);
    const [h, g] = [made.before[i]!, made.after[i]!];
    const prefix = peeked === null ? "" : `feature ${i}, `;
    label(
      into,
      `${prefix}h = ${number(h)}`,
      clamp(chart.x(h), 34 + prefix.length * 4, chart.plotWidth - 34 - prefix.length * 4),
      chart.y(0) + (g < 0 ? -9 : 16),
      "middle",
    );
    const isLeft = h >= 0;
    label(
      out,
      LATE.includes(phase) ? `g = ${number(g)}` : "",
      chart.x(0) + (isLeft ? -8 : 8),
      clamp(chart.y(g) + 4, 12, chart.plotHeight),
      isLeft ? "end" : "start",
    );
  }

  return {
    element,
    draw(setting, made) {
      const width = Math.min(WIDEST, Math.max(280, element.clientWidth));
      const chart = chartFor(made, width);
      const look = getComputedStyle(element);
      drawn = {
        setting,
        made,
        chart,
        context: sized(canvas, chart.width, chart.height),
        ink: look.getPropertyValue("--mlp"),
        quiet: look.getPropertyValue("--quiet"),
      };
      for (const [name, value] of Object.entries({
        viewBox: `0 0 ${chart.width} ${chart.height}`,
        width: chart.width,
        height: chart.height,
      }))
        setAttribute(drawing, name, value);
      style(body, { width: `${chart.width}px`, height: `${chart.height}px` });
      frame.replaceChildren(...frameOf(chart, made));
      setAttribute(curve, "d", chart.curve);
      density.draw(made.activation === GELU ? made.before[made.column]! : null, chart);
      const { count, negative, silenced, half } = made.passing;
      setText(
        reading,
        `${grouped(count)} hidden features: ${grouped(negative)} come in below 0; of ${grouped(silenced)} less than a tenth is left${made.activation ? " (shaded)" : ""}; ${grouped(half)} hold half of the sum of squares.`,
      );
      setAttribute(element, "data-figure", `${setting.hook.name}, ${tokenName(setting.grid, setting.cell.token)}`);
      setAttribute(element, "aria-label", labelOf(drawn));
      stage(drawn, "whole");
      dots(drawn, 1, 0);
    },
    at({ step, progress }: Moment) {
      if (!drawn) return;
      const staged = step.phase !== phase;
      if (staged) stage(drawn, step.phase);
      const eased = progress * progress * (3 - 2 * progress);
      const to = (WAY[step.phase as ActivationPhase] ?? [1, 0]).map((one) => (one === "moves" ? eased : one));
      if (staged || to[0] !== way[0] || to[1] !== way[1]) dots(drawn, to[0]!, to[1]!);
    },
    destroy: () => undefined,
  };
}

type Way = number | "moves";
const WAY: Readonly<Record<ActivationPhase, readonly [up: Way, over: Way]>> = {
  whole: [1, 0],
  inputs: [0, 0],
  lift: ["moves", 0],
  across: [1, "moves"],
  follow: [1, 0],
  silenced: [1, 0],
  result: [1, 1],
};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function label(text: SVGTextElement, words: string, x: number, y: number, anchor: string): void {
  setText(text, words);
  setAttribute(text, "x", x.toFixed(1));
  setAttribute(text, "y", y.toFixed(1));
  setAttribute(text, "text-anchor", anchor);
}

/** The feature whose number stands nearest to a point of the horizontal axis. */
function nearest({ made, chart }: Drawn, x: number): number {
  let best = 0;
  const off = (i: number) => Math.abs(chart.x(made.before[i]!) - x);
  for (let i = 1; i < made.before.length; i++) if (off(i) < off(best)) best = i;
  return best;
}

function labelOf({ made, setting }: Drawn): string {
  const { count, negative, silenced } = made.passing;
  const i = made.column;
  return `The curve of ${made.name} with the ${count} hidden features of ${tokenName(setting.grid, setting.cell.token)}: ${negative} below 0, ${silenced} nearly silenced. Feature ${i} goes from ${number(made.before[i]!)} to ${number(made.after[i]!)}.`;
}
