/** A softmax as lanes, the largest shares by name below them, and the logit lens. */
import { html, setAttribute, setText, style } from "../../../../marks/element.ts";
import type { Context } from "../../../../page/context.ts";
import { across, boxAround } from "../../figures/across.ts";
import { lanes as laneStack, type Measure, marker, measureFor } from "../../figures/lanes.ts";
import { pickable } from "../../figures/pickable.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import {
  ACROSS,
  type Drawn,
  drawLanes,
  drawnOf,
  growBy,
  makeLanes,
  searchTo,
  spanAt,
  stageLanes,
  writeNumbers,
  writeTerm,
} from "./lanes.ts";
import { lensTable } from "./lens-table.ts";
import { topShares } from "./top-shares.ts";
import * as words from "./words.ts";
import type { SoftmaxWork } from "./work.ts";

// Long because its few lines each share what is drawn, the stage, and what is pointed at.
export function softmaxFigure(context: Context): OperationFigure<SoftmaxWork> {
  const lanes = makeLanes();
  const below = belowLanes(context);
  const boxes = rectangles();
  const rows = [lanes.scores, lanes.shifted, lanes.exponentials, lanes.total, lanes.shares, lanes.axis];
  const held = laneStack(...rows.map((row) => row.element), ...boxes.elements);
  const element = html("figure", { class: "operation-figure softmax-figure" }, held.element, ...below.elements);
  // The lists below hold buttons, which an image would hide from those who cannot see it.
  setAttribute(element, "aria-label", words.stageByStage);
  setAttribute(held.element, "role", "img");
  let drawn: Drawn | null = null;
  let phase = "";
  let peeked: number | null = null;
  const stop = pickable(
    ACROSS.map((name) => lanes[name].lane.plot),
    () => drawn?.shape ?? null,
    (index) => context.store.set({ column: index }),
    (index) => {
      peeked = index;
      if (!drawn) return;
      writeNumbers(lanes, drawn.made, index ?? drawn.made.column);
      boxes.at(phase, boxAround(drawn.shape, index ?? drawn.made.column));
    },
  );

  function stage({ made, shape, zeros }: Drawn, next: string): void {
    phase = next;
    stageLanes(lanes, next, zeros);
    below.stage(next);
    lanes.scores.line(made.maximum, words.largestLine(made.names[made.maximumAt]!, made.maximum, false));
    writeNumbers(lanes, made, peeked ?? made.column);
    boxes.span(spanAt(lanes, next), lanes.shares);
    boxes.at(phase, boxAround(shape, made.column));
  }

  /** On its way a number is in the rectangle, unless another one is pointed at. */
  function pass({ made, shape }: Drawn, index: number, isDone: boolean): void {
    if (peeked === null) boxes.at(phase, boxAround(shape, isDone ? made.column : index));
  }

  function term(now: Drawn, index: number, progress: number): void {
    growBy(lanes, now, index, progress);
    if (peeked === null) writeTerm(lanes, now, index, progress);
    pass(now, index, false);
  }

  return {
    element,
    draw(setting, made) {
      const measure = measureFor(element.clientWidth);
      const shape = across(measure.plot, made.scores.length);
      held.measure(measure);
      drawLanes(lanes, setting, made, shape);
      below.draw(setting, made, measure);
      drawn = drawnOf(made, shape);
      writeNumbers(lanes, made, made.column);
      setAttribute(element, "data-figure", figureName(setting, made));
      setAttribute(held.element, "aria-label", words.spoken(made, setting.cell.token));
      stage(drawn, "whole");
    },
    at({ step, progress }: Moment) {
      if (!drawn) return;
      if (step.phase !== phase) stage(drawn, step.phase);
      if (phase === "largest") pass(drawn, searchTo(lanes, drawn, progress), progress >= 1);
      else if (phase === "subtract") lanes.shifted.from(drawn.zeros, progress);
      else if (phase === "terms") term(drawn, step.index, progress);
      else if (phase === "divide") lanes.shares.from(drawn.zeros, progress);
      else if (phase === "blocks") below.block(step.index);
    },
    destroy: stop,
  };
}

/** How evenly the row is shared, its largest shares by name, and the logit lens. */
function belowLanes(context: Context) {
  const reading = html("p", { class: "figure-reading" });
  const [top, lens] = [topShares(context), lensTable(context)];
  return {
    elements: [reading, top.element, lens.element],
    draw(setting: Setting, made: SoftmaxWork, { room, gutter }: Measure): void {
      const { one, all } = words.termsOf(made);
      setText(reading, words.spread(made, one, all));
      top.draw(setting, made, room);
      lens.draw(setting, made, room);
      for (const part of [reading, top.element]) style(part, { "margin-left": `${gutter}px` });
    },
    stage: (phase: string) => lens.lit(phase === "whole" || phase === "blocks"),
    block: lens.at,
  };
}

/** Round the number on its way, and round what it comes to; the sum between them lies otherwise across. */
function rectangles() {
  const [box, last] = [marker(), marker()];
  return {
    elements: [box.element, last.element],
    span(lanes: ReturnType<typeof spanAt>, { lane }: ReturnType<typeof makeLanes>["shares"]): void {
      box.span(...lanes);
      last.span(lane, lane);
    },
    at(phase: string, at: { readonly x: number; readonly width: number }): void {
      box.at(phase === "result" || phase === "blocks" ? null : at);
      last.at(["whole", "divide", "result"].includes(phase) ? at : null);
    },
  };
}

const figureName = ({ hook, cell }: Setting, { isOverClasses }: SoftmaxWork): string =>
  isOverClasses ? hook.name : `${hook.name}, head ${cell.head}, token ${cell.token}`;
