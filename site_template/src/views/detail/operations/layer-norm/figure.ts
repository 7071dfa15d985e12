/** LayerNorm as lanes: the row of a token at each of its five stages, and how its numbers are spread before and after. */

import { type ColourScale, magnitudeScale, signedScale, type Tone } from "../../../../marks/colours.ts";
import { html, setAttribute } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { number } from "../../../../maths/numbers.ts";
import { summarise } from "../../../../maths/statistics.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { type Across, across, boxAround } from "../../figures/across.ts";
import { type Lane, lanes, marker, measureFor } from "../../figures/lanes.ts";
import { beyond, type Levels, levels, type Range, rangeOf } from "../../figures/levels.ts";
import { pickable } from "../../figures/peek.ts";
import { strip } from "../../figures/strip.ts";
import { tell } from "../../figures/tail.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { bracketed, lettersOf } from "../telling.ts";
import { twoHistograms } from "./two-histograms.ts";
import type { NormPhase, NormWork } from "./work.ts";

/** From which stage on each part is there. */
const ORDER: readonly NormPhase[] = ["mean", "subtract", "spread", "divide", "gain", "bias", "result"];
const [BARS, STRIP] = [60, 11];

interface Drawn {
  readonly setting: Setting;
  readonly made: NormWork;
  readonly shape: Across;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** What the division starts from: the bars of the stage before, at the heights they have there. */
  readonly ruler: Float64Array;
}

export function normFigure(context: Context): OperationFigure<NormWork> {
  const [before, centred] = [levels("stream", BARS), levels("norm", BARS)];
  const [standard, gained, after] = [levels("norm", BARS), levels("norm", BARS), levels("norm", BARS)];
  const [gain, bias] = [strip({ role: "norm", height: STRIP }), strip({ role: "norm", height: STRIP })];
  const rows = [before, centred, standard, gain, gained, bias, after];
  const box = marker();
  const held = lanes(...rows.map(({ element }) => element), box.element);
  const pair = twoHistograms();
  const legends = html("div", { class: "norm-legends" });
  const element = html(
    "figure",
    { class: "operation-figure norm-figure", role: "img" },
    held.element,
    html("div", { class: "norm-foot" }, pair.element, legends),
  );
  let drawn: Drawn | null = null;
  let phase = "";
  let peeked: number | null = null;
  const stop = pickable(
    [before, centred, standard, gain, gained, bias, after].map(({ lane }) => lane.plot),
    () => drawn?.shape ?? null,
    (index) => context.store.set({ column: index }),
    (index) => {
      peeked = index;
      if (drawn) numbers(drawn, index ?? drawn.made.column);
      if (drawn && index !== null) box.at(boxAround(drawn.shape, index));
      else if (drawn) mark(drawn);
    },
  );

  function numbers({ made, setting }: Drawn, i: number): void {
    const one = (values: ArrayLike<number>) => number(values[i]!);
    const { into } = lettersOf(setting.hook.formula);
    tell(before.lane, `${into}, feature ${i}`, one(made.before));
    tell(centred.lane, `${one(made.before)} − ${bracketed(made.mean)}`, one(made.centred));
    tell(standard.lane, `${one(made.centred)} / ${number(made.scale)}`, one(made.standard));
    gain.lane.tells(`w ${one(made.gain)}`);
    tell(gained.lane, `${one(made.standard)} × ${bracketed(made.gain[i]!)}`, one(made.gained));
    bias.lane.tells(`b ${one(made.bias)}`);
    tell(after.lane, `${one(made.gained)} + ${bracketed(made.bias[i]!)}`, one(made.after));
  }

  const mark = ({ shape, made }: Drawn) => box.at(boxAround(shape, made.column));
  const over = (first: { lane: Lane }, last: { lane: Lane }) => box.span(first.lane, last.lane);

  /** What changes with the stage, not with the frame. */
  function stage(now: Drawn, next: string): void {
    phase = next;
    const at = next === "whole" ? ORDER.length : ORDER.indexOf(next as NormPhase);
    const lit = (part: { lane: Lane }, from: NormPhase) => {
      const isLit = at >= ORDER.indexOf(from);
      part.lane.veil(isLit ? Infinity : 0);
      part.lane.element.classList.toggle("to-come", !isLit);
    };
    lit(before, "mean");
    lit(centred, "subtract");
    lit(standard, "divide");
    lit(gain, "gain");
    lit(gained, "gain");
    lit(bias, "bias");
    lit(after, "bias");
    pair.lit(at >= ORDER.indexOf("result"));
    const { made } = now;
    before.line(made.mean, `mean μ = ${number(made.mean)}`);
    if (at < ORDER.indexOf("spread")) band(null);
    else band(made.scale);
    standard.band(at >= ORDER.indexOf("divide") ? clipped([-1, 1], now, "standard") : null);
    for (const one of [centred, standard, gained, after]) one.from(made.before, 1);
    if (next === "mean") over(before, before);
    else if (next === "subtract") over(before, centred);
    else if (next === "spread") over(centred, centred);
    else if (next === "divide") over(centred, standard);
    else if (next === "gain") over(standard, gained);
    else if (next === "bias") over(gained, after);
    else if (next === "result") over(after, after);
    else over(before, after);
    mark(now);
  }

  function band(scale: number | null, isDone = true): void {
    centred.band(scale === null ? null : [-scale, scale]);
    centred.line(scale, scale === null ? "" : `${isDone ? "scale" : "so far,"} s = ${number(scale)}`);
  }

  return {
    element,
    draw(setting, made) {
      const measure = measureFor(element.clientWidth);
      const shape = across(measure.plot, made.before.length);
      held.measure(measure);
      const [raw, unit] = [rangeOf(made.before, made.centred), rangeOf(made.standard, made.gained, made.after)];
      const { tone, grid, cell, hook } = setting;
      const { into, out } = lettersOf(hook.formula);
      const draw = (one: Levels, title: string, under: string, values: ArrayLike<number>, range: Range) => {
        one.draw(values, shape, range, tone);
        const cut = beyond(values, range);
        one.name(title, cut > 0 ? `${under}; ${cut} run beyond` : under);
      };
      draw(before, tokenName(grid, cell.token), `${into}, as it comes`, made.before, raw);
      draw(centred, "minus the mean", `${into} − μ`, made.centred, raw);
      draw(standard, "over the scale", "in units of s", made.standard, unit);
      draw(gained, "times gain", "w, learned", made.gained, unit);
      draw(after, "plus bias", `${out}, the result`, made.after, unit);
      const scales = [made.gain, made.bias].map((values) => learned(values, tone));
      gain.draw(made.gain, scales[0]!, shape);
      gain.name("gain w");
      bias.draw(made.bias, scales[1]!, shape);
      bias.name("bias b");
      legends.replaceChildren(legend(scales[0]!, "gain w"), legend(scales[1]!, "bias b"));
      pair.draw({
        before: made.before,
        after: made.after,
        names: [into, out],
        width: measure.stacked ? measure.room : Math.min(measure.gutter + measure.plot, 640),
      });
      drawn = {
        setting,
        made,
        shape,
        sums: sumsOf(made.before, (x) => x),
        squares: sumsOf(made.centred, (off) => off * off),
        ruler: made.centred.map((off) => ((off - raw[0]) / (raw[1] - raw[0])) * (unit[1] - unit[0]) + unit[0]),
      };
      numbers(drawn, made.column);
      setAttribute(element, "data-figure", `${hook.name}, ${tokenName(grid, cell.token)}`);
      setAttribute(element, "aria-label", labelOf(drawn));
      stage(drawn, "whole");
    },
    at({ step, progress }: Moment) {
      if (!drawn) return;
      if (step.phase !== phase) stage(drawn, step.phase);
      const { made, shape, sums, squares, ruler } = drawn;
      const reach = progress * shape.count;
      const done = Math.max(1, Math.min(shape.count, Math.round(reach)));
      const sweep = () =>
        peeked === null && box.at(boxAround(shape, progress < 1 ? Math.min(shape.count - 1, reach) : made.column));
      if (phase === "mean") {
        const value = sums[done - 1]! / done;
        before.line(
          value,
          progress < 1 ? `mean of the first ${done} = ${number(value)}` : `mean μ = ${number(made.mean)}`,
        );
        before.lane.veil(progress < 1 ? boxAround(shape, reach).x + 3 : Infinity);
        sweep();
      } else if (phase === "spread") {
        band(progress < 1 ? Math.sqrt(squares[done - 1]! / done) : made.scale, progress >= 1);
        sweep();
      } else if (phase === "subtract") centred.from(made.before, progress);
      else if (phase === "divide") standard.from(ruler, progress);
      else if (phase === "gain") gained.from(made.standard, progress);
      else if (phase === "bias") after.from(made.gained, progress);
    },
    destroy: stop,
  };
}

/** Gains are as a rule all above 0 and much alike: they get the scale of magnitudes, from the lowest of them. */
function learned(values: Float32Array, tone: Tone): ColourScale {
  const { min, max } = summarise(values);
  return min > 0 ? magnitudeScale(max, false, min) : signedScale(Math.max(Math.abs(min), Math.abs(max)), tone);
}

/** A band that would cover nothing but a point, where all features are equal, is left out. */
const clipped = (range: Range, { made }: Drawn, of: "standard"): Range | null =>
  made[of].some((z) => z !== 0) ? range : null;

function sumsOf(values: ArrayLike<number>, of: (value: number) => number): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) sums[i] = of(values[i]!) + (i > 0 ? sums[i - 1]! : 0);
  return sums;
}

function labelOf({ made, setting }: Drawn): string {
  const stages = [made.before, made.centred, made.standard, made.gained, made.after].map((row) =>
    number(row[made.column]!),
  );
  const name = tokenName(setting.grid, setting.cell.token);
  return `LayerNorm of ${name}: ${made.before.length} features, mean ${number(made.mean)}, scale ${number(made.scale)}. Feature ${made.column}: ${stages.join(", then ")}.`;
}
