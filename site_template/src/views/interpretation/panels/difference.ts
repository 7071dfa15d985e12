/** Two methods on one picture: where one ranks a patch higher than the other, and how far their orders agree. */
import { type Choice, choice, frame } from "../../../controls/panel.ts";
import { signedScale } from "../../../marks/colours.ts";
import { type Child, html } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { number } from "../../../maths/numbers.ts";
import { tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import { drawn } from "../pieces.ts";
import type { Method, Scene } from "../scene.ts";
import { offered } from "../staging.ts";
import { valueText, wordsOf } from "../words/methods.ts";
import type { Curves } from "./line-shape.ts";
import { lineChart } from "./lines.ts";
import { type MapPicture, mapPicture, type Readout, readoutOf } from "./map-picture.ts";
import type { PanelView } from "./panel.ts";
import { places, rankCorrelation, rankDifference } from "./ranks.ts";
import { waiting } from "./words/common.ts";
import { differenceWords, type Widest } from "./words/difference.ts";

interface Compared {
  readonly scene: Scene;
  readonly first: Method;
  readonly second: Method;
  readonly one: Float64Array;
  readonly other: Float64Array;
  readonly difference: Float64Array;
}

export function difference(context: Context): PanelView {
  const { store, pointed, announce } = context;
  const panel = frame(context, {
    id: "difference",
    title: differenceWords.title,
    concept: ["attention-rollout", differenceWords.concept],
  });
  let latest: Scene | null = null;
  let compared: Compared | null = null;
  let chosen: Method | null = null;
  const others = choice<Method>(differenceWords.compareWith, "difference-with", (method) => {
    chosen = method;
    if (latest) show(latest);
  });
  const legendPlace = html("div", { class: "legend-place" });
  panel.bar.append(others.element, legendPlace);
  const readout = readoutOf("difference-readout");
  const map = mapPicture("difference-map", {
    onHover(patch) {
      pointed.set(patch === null || !latest ? null : patch + latest.grid.prefix);
      if (compared) read(readout, compared, patch);
    },
    onPick: (patch) => latest && store.set({ token: patch + latest.grid.prefix, refs: "" }),
  });
  panel.figure.append(readout.element, map.element);
  const chart = lineChart("difference-chart", 168, (block) => store.set({ block: String(block) }), announce);
  panel.side.append(html("h3", {}, differenceWords.agreement.title), chart.element);

  function show(scene: Scene): void {
    const second = secondOf(scene, chosen, others);
    if (second === null) return panel.instead(differenceWords.noSecond);
    compared = compare(scene, second);
    if (!compared) return panel.instead(scene.data.origin === "none" ? waiting.maps : differenceWords.notKnown);
    panel.instead(null);
    panel.title(differenceWords.titleOf(wordsOf(scene.method).title, wordsOf(second).title));
    legendPlace.replaceChildren(drawMap(map, compared));
    read(readout, compared, null);
    const agreement = agreementOf(compared);
    chart.draw(chartOf(compared, agreement));
    panel.say(...saysOf(context, compared, agreement[scene.block]!));
  }

  const stop = pointed.onChange((token) => latest && map.mark(token === null ? null : token - latest.grid.prefix));
  return {
    element: panel.element,
    update(scene) {
      latest = scene;
      show(scene);
    },
    destroy() {
      stop();
      chart.destroy();
      map.destroy();
    },
  };
}

/** The method to compare with: the one chosen, or the first beside the large map; null where there is no other. */
function secondOf(scene: Scene, chosen: Method | null, others: Choice<Method>): Method | null {
  const methods = offered(scene.data).filter((method) => method !== scene.method);
  if (methods.length === 0) return null;
  const usual = scene.methods.find((method) => methods.includes(method)) ?? methods[0]!;
  const second = chosen && methods.includes(chosen) ? chosen : usual;
  others.update(
    methods.map((method) => [method, wordsOf(method).title] as const),
    second,
  );
  return second;
}

function compare(scene: Scene, second: Method): Compared | null {
  const { method: first, block } = scene;
  const [one, other] = [scene.map(first, block), scene.map(second, block)];
  return one && other && { scene, first, second, one, other, difference: rankDifference(one, other) };
}

const titlesOf = ({ first, second }: Compared) => [wordsOf(first).title, wordsOf(second).title] as const;

const nameOf = ({ grid }: Scene, patch: number): string => tokenName(grid, patch + grid.prefix);

/** Returns its legend. */
function drawMap(map: MapPicture, now: Compared): HTMLElement {
  const { scene, difference: values } = now;
  const { picture, model, grid, pixels, block, state } = scene;
  const scale = signedScale(1, scene.tone);
  const label = differenceWords.map(...titlesOf(now), block);
  map.show({ picture, model, grid, pixels, values, scale, label }, state.see === "model", state.opacity);
  return legend(scale, differenceWords.legend(...titlesOf(now)));
}

function read(readout: Readout, now: Compared, patch: number | null): void {
  if (patch === null) return readout.say("", differenceWords.point);
  const { scene, first, second, one, other, difference: values } = now;
  const [a, b] = [places(one)[patch]!, places(other)[patch]!];
  const [title, next] = titlesOf(now);
  const said = [
    differenceWords.place(title, valueText(first, one[patch]!), a),
    differenceWords.placeShort(next, valueText(second, other[patch]!), b),
  ];
  readout.say(signed(values[patch]!), differenceWords.read(nameOf(scene, patch), said));
}

/** By block. */
const agreementOf = ({ scene, first, second }: Compared): number[] =>
  Array.from({ length: scene.data.blocks }, (_, block) => {
    const [one, two] = [scene.map(first, block), scene.map(second, block)];
    return one && two ? rankCorrelation(one, two) : NaN;
  });

function chartOf(now: Compared, agreement: readonly number[]): Curves {
  const { data, block } = now.scene;
  const { line, unrelated } = differenceWords.agreement;
  return {
    label: differenceWords.chart(...titlesOf(now)),
    lines: [{ id: "agreement", name: line, role: "role-stream", values: agreement }],
    levels: [{ value: 0, name: unrelated }],
    blocks: data.blocks,
    chosen: block,
    domain: [Math.min(-0.2, ...agreement.filter(Number.isFinite)), 1],
  };
}

function saysOf(context: Context, now: Compared, correlation: number): (string | Child[])[] {
  if (Number.isNaN(correlation)) return [flatWords(now)];
  return [
    differenceWords.agree(now.scene.block, correlation),
    drawn(context, differenceWords.widest(...widestOf(now))),
    differenceWords.whyRanks,
  ];
}

function flatWords(now: Compared): string {
  const [a, b] = titlesOf(now);
  return differenceWords.flat(now.scene.block, isFlat(now.one) ? a : b);
}

/** Where the first method ranks a patch highest above the second, and the other way round. */
function widestOf({ scene, first, second, difference: values }: Compared): [Widest, Widest] {
  const [a, b] = [wordsOf(first), wordsOf(second)];
  let [most, least] = [0, 0];
  values.forEach((value, i) => {
    if (value > values[most]!) most = i;
    if (value < values[least]!) least = i;
  });
  const widest = (patch: number) => ({ patch: nameOf(scene, patch), share: Math.abs(values[patch]!) });
  return [
    { of: a, lower: b, ...widest(most) },
    { of: b, lower: a, ...widest(least) },
  ];
}

const signed = (value: number): string => (value > 0 ? "+" : "") + number(value);
const isFlat = (values: Float64Array): boolean => values.every((value) => value === values[0]);
