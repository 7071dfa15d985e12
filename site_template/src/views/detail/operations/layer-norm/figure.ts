/** LayerNorm as rows: that of a token at each of its five stages, and how its numbers spread before and after. */
import { html, setAttribute } from "../../../../marks/element.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { across, boxAround } from "../../figures/across.ts";
import { lanes, marker, measureFor } from "../../figures/lanes.ts";
import { pickable } from "../../figures/pickable.ts";
import type { Moment, OperationFigure } from "../../operation.ts";
import { normFoot } from "./foot.ts";
import {
  drawRows,
  isThere,
  makeRows,
  meanSoFar,
  type Ranges,
  ROWS,
  rangesOf,
  type Sums,
  scaleSoFar,
  spanAt,
  stageRows,
  writeNumbers,
} from "./rows.ts";
import { spoken } from "./words.ts";
import type { NormWork } from "./work.ts";

interface Drawn extends Sums {
  /** What the division starts from: the bars of the stage before, at the heights they have there. */
  readonly ruler: Float64Array;
}

// Long because its few lines each share what is drawn, the stage, and what is pointed at.
export function normFigure(context: Context): OperationFigure<NormWork> {
  const rows = makeRows();
  const box = marker();
  const held = lanes(...ROWS.map((name) => rows[name].element), box.element);
  const foot = normFoot();
  const element = html("figure", { class: "operation-figure norm-figure", role: "img" }, held.element, foot.element);
  let drawn: Drawn | null = null;
  let phase = "";
  let peeked: number | null = null;
  const stop = pickable(
    ROWS.map((name) => rows[name].lane.plot),
    () => drawn?.shape ?? null,
    (index) => context.store.set({ column: index }),
    (index) => {
      peeked = index;
      if (!drawn) return;
      const at = index ?? drawn.made.column;
      writeNumbers(rows, drawn.made, at);
      box.at(boxAround(drawn.shape, at));
    },
  );

  /** What changes with the stage, not with the frame. */
  function stage({ made, shape }: Drawn, next: string): void {
    phase = next;
    stageRows(rows, made, next);
    foot.lit(isThere(next, "result"));
    box.span(...spanAt(rows, next));
    box.at(boxAround(shape, made.column));
  }

  /** The mean and the scale as they are after so many features. */
  function gather(now: Drawn, progress: number): void {
    const { made, shape } = now;
    if (phase === "mean") meanSoFar(rows, now, progress);
    else scaleSoFar(rows, now, progress);
    if (peeked !== null) return;
    box.at(boxAround(shape, progress >= 1 ? made.column : Math.min(shape.count - 1, progress * shape.count)));
  }

  return {
    element,
    draw({ tone, grid, cell, hook }, made) {
      const measure = measureFor(element.clientWidth);
      held.measure(measure);
      const shape = across(measure.plot, made.before.length);
      const [ranges, token] = [rangesOf(made), tokenName(grid, cell.token)];
      foot.draw(made, measure, drawRows(rows, made, token, shape, ranges, tone));
      drawn = { made, shape, ...progressOf(made, ranges) };
      writeNumbers(rows, made, made.column);
      setAttribute(element, "data-figure", `${hook.name}, ${token}`);
      setAttribute(element, "aria-label", spoken(made, token));
      stage(drawn, "whole");
    },
    at({ step, progress }: Moment) {
      if (!drawn) return;
      if (step.phase !== phase) stage(drawn, step.phase);
      const { made, ruler } = drawn;
      if (phase === "mean" || phase === "spread") gather(drawn, progress);
      else if (phase === "subtract") rows.centred.from(made.before, progress);
      else if (phase === "divide") rows.standard.from(ruler, progress);
      else if (phase === "gain") rows.gained.from(made.standard, progress);
      else if (phase === "bias") rows.after.from(made.gained, progress);
    },
    destroy: stop,
  };
}

/** What the stages show on their way. */
const progressOf = ({ before, centred }: NormWork, { raw, unit }: Ranges) => ({
  sums: sumsOf(before, (x) => x),
  squares: sumsOf(centred, (off) => off * off),
  ruler: centred.map((off) => ((off - raw[0]) / (raw[1] - raw[0])) * (unit[1] - unit[0]) + unit[0]),
});

function sumsOf(values: ArrayLike<number>, of: (value: number) => number): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) sums[i] = of(values[i]!) + (i > 0 ? sums[i - 1]! : 0);
  return sums;
}
