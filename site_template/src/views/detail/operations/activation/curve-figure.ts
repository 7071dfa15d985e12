/** A curve that numbers go through one by one: from the horizontal axis to it, and on to the vertical. */
import { html, setAttribute, setText } from "../../../../marks/element.ts";
import type { Context } from "../../../../page/context.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { curveDrawing, type Way } from "./drawing.ts";
import type { ActivationPhase } from "./story.ts";
import type { CurveWork } from "./work.ts";

const WIDEST = 720;

/** What differs from one kind of curve to the other. */
export interface CurveTexts<W> {
  /** Of the style sheet. */
  readonly kind: string;
  readonly name: (setting: Setting) => string;
  readonly reading: (made: W) => string;
  readonly spoken: (made: W, setting: Setting) => string;
}

export function curveFigure<W extends CurveWork>(context: Context, texts: CurveTexts<W>): OperationFigure<W> {
  const drawing = curveDrawing();
  const body = drawing.element;
  const note = html("p", { class: "figure-reading" });
  const element = html("figure", { class: `operation-figure ${texts.kind}`, role: "img" }, body, note);
  let drawn: W | null = null;
  let phase = "";
  let peeked: number | null = null;
  let way: Way = [1, 0];
  const under = (event: MouseEvent): number => drawing.nearest(event.clientX - body.getBoundingClientRect().left);

  body.addEventListener("pointermove", (event) => event.pointerType !== "touch" && peek(under(event)));
  body.addEventListener("pointerleave", () => peek(null));
  body.addEventListener("click", (event) => drawn && context.store.set({ column: under(event) }));

  /** Another number is followed while the pointer is near it. */
  function peek(index: number | null): void {
    if (!drawn || index === peeked) return;
    peeked = index;
    drawing.follow(peeked ?? drawn.column, peeked !== null);
    drawing.dots(way);
  }

  function stage(next: string): void {
    phase = next;
    drawing.stage(next);
  }

  function moveTo(next: Way): void {
    way = next;
    drawing.dots(next);
  }

  return {
    element,
    draw(setting, made) {
      drawn = made;
      drawing.draw(made, Math.min(WIDEST, Math.max(280, element.clientWidth)));
      drawing.follow(peeked ?? made.column, peeked !== null);
      setText(note, texts.reading(made));
      setAttribute(element, "data-figure", texts.name(setting));
      setAttribute(element, "aria-label", texts.spoken(made, setting));
      stage("whole");
      moveTo([1, 0]);
    },
    at({ step, progress }: Moment) {
      if (!drawn) return;
      const isNew = step.phase !== phase;
      if (isNew) stage(step.phase);
      const next = wayAt(step.phase, progress);
      if (isNew || next[0] !== way[0] || next[1] !== way[1]) moveTo(next);
    },
    destroy: () => undefined,
  };
}

type Part = number | "moves";
const WAYS: Readonly<Record<ActivationPhase, readonly [up: Part, over: Part]>> = {
  whole: [1, 0],
  inputs: [0, 0],
  lift: ["moves", 0],
  across: [1, "moves"],
  follow: [1, 0],
  silenced: [1, 0],
  result: [1, 1],
};

function wayAt(phase: string, progress: number): Way {
  const eased = progress * progress * (3 - 2 * progress);
  const [up, over] = WAYS[phase as ActivationPhase] ?? WAYS.whole;
  return [up === "moves" ? eased : up, over === "moves" ? eased : over];
}
