/** A softmax as lanes: scores, largest taken away, exponentials, their sum laid end to end, shares. */
import { html, setAttribute, setText, style } from "../../../../marks/element.ts";
import { number, percent } from "../../../../maths/numbers.ts";
import { sumsBefore } from "../../../../maths/workings/softmax.ts";
import type { Context } from "../../../../page/context.ts";
import { type Across, across, boxAround, leftOf } from "../../figures/across.ts";
import { type Lane, lanes, marker, measureFor } from "../../figures/lanes.ts";
import { levels } from "../../figures/levels.ts";
import { pickable } from "../../figures/peek.ts";
import { tell } from "../../figures/tail.ts";
import { spanOf } from "../../figures/terms.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { isOverClasses, spreadSaid } from "../shares.ts";
import { bracketed } from "../telling.ts";
import { endToEnd } from "./end-to-end.ts";
import { keyAxis } from "./key-axis.ts";
import { lensTable } from "./lens-table.ts";
import { topShares } from "./top-shares.ts";
import type { SoftmaxPhase, SoftmaxWork } from "./work.ts";

const ORDER: readonly SoftmaxPhase[] = ["largest", "subtract", "terms", "divide", "result"];
const BARS = 56;

interface Drawn {
  readonly setting: Setting;
  readonly made: SoftmaxWork;
  readonly shape: Across;
  readonly sums: Float64Array;
  /** Index of the largest score among the first ones. */
  readonly leads: Uint32Array;
  readonly zeros: Float64Array;
  readonly score: string;
}

export function softmaxFigure(context: Context): OperationFigure<SoftmaxWork> {
  const [scores, shifted, exponentials, shares] = ["own", "own", "own", "own"].map((role) => levels(role, BARS)) as [
    ReturnType<typeof levels>,
    ReturnType<typeof levels>,
    ReturnType<typeof levels>,
    ReturnType<typeof levels>,
  ];
  const total = endToEnd("own");
  const axis = keyAxis();
  // The sum lies otherwise across than the keys, so the rectangle leaves it out.
  const [box, last] = [marker(), marker()];
  const held = lanes(
    ...[scores, shifted, exponentials, total, shares, axis].map(({ element }) => element),
    box.element,
    last.element,
  );
  const reading = html("p", { class: "figure-reading" });
  const top = topShares(context);
  const lens = lensTable(context);
  const element = html(
    "figure",
    { class: "operation-figure softmax-figure" },
    held.element,
    reading,
    top.element,
    lens.element,
  );
  let drawn: Drawn | null = null;
  let phase = "";
  let peeked: number | null = null;
  const stop = pickable(
    [scores, shifted, exponentials, shares, axis].map(({ lane }) => lane.plot),
    () => drawn?.shape ?? null,
    (index) => context.store.set({ column: index }),
    (index) => {
      peeked = index;
      if (!drawn) return;
      numbers(drawn, index ?? drawn.made.column);
      mark(boxAround(drawn.shape, index ?? drawn.made.column));
    },
  );

  function numbers({ made, score }: Drawn, i: number): void {
    const [value, off, power] = [number(made.scores[i]!), number(made.shifted[i]!), number(made.exponentials[i]!)];
    tell(scores.lane, `${score}, ${short(made.names[i]!)}`, value);
    tell(shifted.lane, `${value} − ${bracketed(made.maximum)}`, off);
    tell(exponentials.lane, `e^(${off})`, power);
    tell(total.lane, "sum", number(made.total));
    tell(shares.lane, `${power} / ${number(made.total)}`, `${percent(made.shares[i]!)} %`);
    total.mark(i);
  }

  /** The rectangles: round the number on its way, and round what it comes to. */
  function mark(at: { readonly x: number; readonly width: number }): void {
    box.at(phase === "result" || phase === "blocks" ? null : at);
    last.at(["whole", "divide", "result"].includes(phase) ? at : null);
  }

  /** One exponential appears, and the sum grows by it. */
  function term({ made, shape, sums, score }: Drawn, index: number, progress: number): void {
    const isLast = index === shape.count - 1 && progress >= 1;
    exponentials.lane.veil(isLast ? Infinity : leftOf(shape, index) + progress * shape.unit);
    total.upTo(isLast ? made.total : sums[index]! + progress * made.exponentials[index]!);
    total.mark(index);
    if (peeked !== null) return;
    tell(scores.lane, `${score}, ${short(made.names[index]!)}`, number(made.scores[index]!));
    tell(shifted.lane, `${number(made.scores[index]!)} − ${bracketed(made.maximum)}`, number(made.shifted[index]!));
    tell(exponentials.lane, `e^(${number(made.shifted[index]!)})`, number(made.exponentials[index]!));
    tell(total.lane, isLast ? "sum" : "sum so far", number(sums[index + 1]!));
    mark(boxAround(shape, index));
  }

  function stage(now: Drawn, next: string): void {
    phase = next;
    const { made, shape } = now;
    const at = next === "whole" || next === "blocks" ? ORDER.length : ORDER.indexOf(next as SoftmaxPhase);
    const lit = (part: { lane: Lane }, from: SoftmaxPhase) => {
      const isLit = at >= ORDER.indexOf(from);
      part.lane.veil(isLit ? Infinity : 0);
      part.lane.element.classList.toggle("to-come", !isLit);
    };
    lit(scores, "largest");
    lit(shifted, "subtract");
    lit(exponentials, "terms");
    lit(total, "terms");
    lit(shares, "divide");
    lens.lit(next === "whole" || next === "blocks");
    scores.line(made.maximum, `largest: ${made.names[made.maximumAt]}, ${number(made.maximum)}`);
    shifted.from(now.zeros, 1);
    shares.from(now.zeros, 1);
    numbers(now, peeked ?? made.column);
    const [from, to] = SPANS[next as SoftmaxPhase] ?? SPANS.whole;
    const rows = { scores, shifted, exponentials };
    box.span(rows[from].lane, rows[to].lane);
    last.span(shares.lane, shares.lane);
    mark(boxAround(shape, made.column));
  }

  return {
    element,
    draw(setting, made) {
      const measure = measureFor(element.clientWidth);
      const count = made.scores.length;
      const shape = across(measure.plot, count);
      const overClasses = isOverClasses(setting);
      const [role, score] = overClasses ? ["class", "logit"] : ["pattern", "score"];
      held.measure(measure);
      for (const one of [scores, shifted, exponentials, total, shares])
        one.lane.element.classList.replace(one.lane.element.className.match(/role-\w+/)![0], `role-${role}`);
      // As many pixels to a unit in both: below the line, the first lane has the shape of the second.
      const [low, high] = spanOf(made.scores);
      const span = Math.max(high - low, -spanOf(made.shifted)[0]);
      const { tone } = setting;
      scores.draw(made.scores, shape, [high - span, high], tone);
      scores.name(`${score}s`, overClasses ? "any numbers" : "of one query");
      shifted.draw(made.shifted, shape, [-span, 0], tone);
      shifted.name("minus the largest", "none above 0");
      exponentials.draw(made.exponentials, shape, [0, 1], tone, `--${role}`);
      exponentials.name("exponentials", "e to that power");
      total.draw(made.exponentials, made.total, measure.plot, `--${role}`);
      total.name("their sum", "laid end to end");
      shares.draw(made.shares, shape, [0, Math.max(...made.shares)], tone, `--${role}`);
      shares.name(overClasses ? "probabilities" : "pattern", "divided by the sum");
      axis.draw(setting, made, shape);
      setText(reading, spreadSaid(made, overClasses ? "class" : "key", overClasses ? "classes" : "keys"));
      top.draw(setting, made, measure.room);
      lens.draw(setting, made, measure.room);
      style(reading, { "margin-left": `${measure.gutter}px` });
      style(top.element, { "margin-left": `${measure.gutter}px` });
      drawn = {
        setting,
        made,
        shape,
        score: score!,
        sums: sumsBefore(made.exponentials),
        leads: leadsOf(made.scores),
        zeros: new Float64Array(count),
      };
      numbers(drawn, made.column);
      setAttribute(element, "data-figure", figureName(setting));
      // The lists below hold buttons, which an image would hide from those who cannot see it.
      setAttribute(element, "aria-label", "Softmax, stage by stage");
      setAttribute(held.element, "role", "img");
      setAttribute(held.element, "aria-label", labelOf(drawn));
      stage(drawn, "whole");
    },
    at({ step, progress }: Moment) {
      if (!drawn) return;
      if (step.phase !== phase) stage(drawn, step.phase);
      const { made, shape, leads } = drawn;
      const reach = progress * shape.count;
      const index = Math.min(shape.count - 1, Math.floor(reach));
      const sweep = () => peeked === null && mark(boxAround(shape, progress < 1 ? index : made.column));
      if (phase === "largest") {
        const lead = progress < 1 ? leads[index]! : made.maximumAt;
        scores.line(
          made.scores[lead]!,
          `largest${progress < 1 ? " so far" : ""}: ${made.names[lead]}, ${number(made.scores[lead]!)}`,
        );
        sweep();
      } else if (phase === "subtract") shifted.from(drawn.zeros, progress);
      else if (phase === "terms") term(drawn, step.index, progress);
      else if (phase === "divide") shares.from(drawn.zeros, progress);
      else if (phase === "blocks") lens.at(step.index);
    },
    destroy: stop,
  };
}

type Row = "scores" | "shifted" | "exponentials";
const SPANS: Readonly<Record<SoftmaxPhase, readonly [Row, Row]>> = {
  whole: ["scores", "exponentials"],
  largest: ["scores", "scores"],
  subtract: ["scores", "shifted"],
  terms: ["shifted", "exponentials"],
  divide: ["exponentials", "exponentials"],
  result: ["exponentials", "exponentials"],
};

/** The first of several names of a class. */
const short = (name: string): string => (/^patch \(/.test(name) ? name : name.split(",")[0]!);

function leadsOf(scores: Float32Array): Uint32Array {
  const leads = new Uint32Array(scores.length);
  for (let i = 1; i < scores.length; i++) leads[i] = scores[i]! > scores[leads[i - 1]!]! ? i : leads[i - 1]!;
  return leads;
}

const figureName = ({ hook, cell }: Setting): string =>
  isOverClasses({ hook }) ? hook.name : `${hook.name}, head ${cell.head}, token ${cell.token}`;

function labelOf({ made, setting, score }: Drawn): string {
  const i = made.column;
  const what = isOverClasses(setting)
    ? "Softmax of the logits"
    : `Softmax of the scores of token ${setting.cell.token}`;
  return `${what}: ${made.names[i]} has a ${score} of ${number(made.scores[i]!)}, an exponential of ${number(made.exponentials[i]!)} of a sum of ${number(made.total)}, a share of ${percent(made.shares[i]!)} per cent. ${spreadSaid(made, "one", "of them")}`;
}
