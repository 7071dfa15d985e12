/** Two methods on one picture: where one of them ranks a patch higher than the other, and how far their orders agree. */

import { choice, coloured, frame } from "../../../controls/panel.ts";
import { signedScale } from "../../../marks/colours.ts";
import { html } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { number, percent } from "../../../maths/numbers.ts";
import { tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import { valueText, wordsOf } from "../methods.ts";
import type { Method, Scene } from "../scene.ts";
import { offered } from "../staging.ts";
import { lineChart } from "./lines.ts";
import { mapPicture, readoutOf } from "./map-picture.ts";
import type { PanelView } from "./panel.ts";
import { places, rankCorrelation, rankDifference } from "./ranks.ts";

interface Compared {
  readonly first: Method;
  readonly second: Method;
  readonly one: Float64Array;
  readonly other: Float64Array;
  readonly difference: Float64Array;
}

export function difference(context: Context): PanelView {
  const { store, pointed, announce } = context;
  const { element, figure, bar, side, say, instead, title } = frame(context, {
    id: "difference",
    title: "Where two maps disagree",
    concept: ["attention-rollout", "What attention rollout is"],
  });
  const others = choice<Method>("compare with", "difference-with", (method) => {
    other = method;
    if (latest) show(latest);
  });
  const legendPlace = html("div", { class: "legend-place" });
  bar.append(others.element, legendPlace);
  const readout = readoutOf("difference-readout");
  const map = mapPicture("difference-map", {
    onHover(patch) {
      pointed.set(patch === null || !latest ? null : patch + latest.grid.prefix);
      read(patch);
    },
    onPick: (patch) => latest && store.set({ token: patch + latest.grid.prefix, refs: "" }),
  });
  figure.append(readout.element, map.element);
  const chart = lineChart("difference-chart", 168, (block) => store.set({ block: String(block) }), announce);
  side.append(html("h3", {}, "Agreement by block, rank correlation"), chart.element);
  let latest: Scene | null = null;
  let compared: Compared | null = null;
  let other: Method | null = null;

  function read(patch: number | null): void {
    if (!latest || !compared) return;
    const { one, other: second, difference: values } = compared;
    if (patch === null) return readout.say("", "point at a patch: its place in either order");
    const [a, b] = [places(one)[patch]!, places(second)[patch]!];
    const [first, next] = [compared.first, compared.second];
    const text = `${tokenName(latest.grid, patch + latest.grid.prefix)}: ${wordsOf(first).title} ${valueText(first, one[patch]!)}, above ${percent(a)}\u00a0% of the patches; ${wordsOf(next).title} ${valueText(next, second[patch]!)}, above ${percent(b)} %`;
    readout.say(signed(values[patch]!), text);
  }

  function show(scene: Scene): void {
    const methods = offered(scene.data).filter((method) => method !== scene.method);
    if (methods.length === 0)
      return instead(
        "This model gives no attention patterns whose tokens are those of its maps, so there is no second method to compare with.",
      );
    const second =
      other && methods.includes(other)
        ? other
        : (scene.methods.find((method) => methods.includes(method)) ?? methods[0]!);
    const [one, two] = [scene.map(scene.method, scene.block), scene.map(second, scene.block)];
    others.update(
      methods.map((method) => [method, wordsOf(method).title] as const),
      second,
    );
    if (!one || !two) {
      compared = null;
      return instead(
        scene.data.origin === "none"
          ? "The maps come as soon as the model has run."
          : "One of the maps is not known yet: it comes with the run.",
      );
    }
    instead(null);
    title(`Where ${wordsOf(scene.method).title} and ${wordsOf(second).title} disagree`);
    compared = { first: scene.method, second, one, other: two, difference: rankDifference(one, two) };
    draw(scene, compared);
  }

  function draw(scene: Scene, now: Compared): void {
    const scale = signedScale(1, scene.tone);
    const [a, b] = [wordsOf(now.first).title, wordsOf(now.second).title];
    map.show(
      {
        picture: scene.picture,
        model: scene.model,
        grid: scene.grid,
        pixels: scene.pixels,
        values: now.difference,
        scale,
        label: `Difference of ranks of ${a} and ${b} after block ${scene.block}, patch by patch; arrow keys read`,
      },
      scene.state.see === "model",
      scene.state.opacity,
    );
    legendPlace.replaceChildren(legend(scale, `difference of ranks: ${b} higher, ${a} higher`));
    read(null);
    const blocks = Array.from({ length: scene.data.blocks }, (_, block) => block);
    const agreement = blocks.map((block) => {
      const [one, two] = [scene.map(now.first, block), scene.map(now.second, block)];
      return one && two ? rankCorrelation(one, two) : NaN;
    });
    chart.draw({
      label: `Rank correlation of ${a} and ${b} by block. Arrow keys read a block, Enter shows it.`,
      lines: [{ id: "agreement", name: "agreement", role: "role-stream", values: agreement }],
      levels: [{ value: 0, name: "unrelated" }],
      blocks: scene.data.blocks,
      chosen: scene.block,
      domain: [Math.min(-0.2, ...agreement.filter(Number.isFinite)), 1],
    });
    words(scene, now, agreement[scene.block]!);
  }

  function words(scene: Scene, now: Compared, agreement: number): void {
    const [a, b] = [wordsOf(now.first), wordsOf(now.second)];
    if (Number.isNaN(agreement)) {
      const flat = isFlat(now.one) ? a.title : b.title;
      return say(`After block ${scene.block}, ${flat} gives every patch the same value: there is no order to compare.`);
    }
    const much =
      agreement > 0.8
        ? "They nearly agree"
        : agreement > 0.4
          ? "They agree in part"
          : agreement > 0.1
            ? "They agree little"
            : agreement >= -0.1
              ? "They have nothing to do with each other"
              : "They tend to the opposite";
    const name = (patch: number) => tokenName(scene.grid, patch + scene.grid.prefix);
    const [most, least] = extremes(now.difference);
    const said = (patch: number, lower: string) =>
      ` ranks ${name(patch)} higher than ${lower} does, by ${percent(Math.abs(now.difference[patch]!))}\u00a0% of the patches`;
    say(
      [
        `${much} after block ${scene.block}: the rank correlation is ${number(agreement)} (Spearman; 1 is the same order, 0 unrelated).`,
      ],
      [
        coloured(`role-${a.role}`, capital(a.title)),
        said(most, b.title),
        "; ",
        coloured(`role-${b.role}`, b.title),
        said(least, a.title),
        ". These are the two widest differences.",
      ],
      "The two have different units, so their ranks are compared: 0 means that a patch stands as high in one map as in the other.",
    );
  }

  const stop = pointed.onChange((token) => latest && map.mark(token === null ? null : token - latest.grid.prefix));
  return {
    element,
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

const signed = (value: number): string => (value > 0 ? "+" : "") + number(value);
const isFlat = (values: Float64Array): boolean => values.every((value) => value === values[0]);

function extremes(values: Float64Array): [most: number, least: number] {
  let [most, least] = [0, 0];
  values.forEach((value, i) => {
    if (value > values[most]!) most = i;
    if (value < values[least]!) least = i;
  });
  return [most, least];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
