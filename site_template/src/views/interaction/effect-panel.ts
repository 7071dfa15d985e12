/** Beside what the indicator says of a patch, what happens when each edge into it is cut. */

import { choice, frame } from "../../controls/panel.ts";
import { scaleFor } from "../../marks/colours.ts";
import { button, html, setAttribute, setText, svg } from "../../marks/element.ts";
import { legend } from "../../marks/legend.ts";
import { mapPicture, patchUnder } from "../../marks/map-picture.ts";
import { rankCorrelation } from "../../maths/interaction/correlation.ts";
import { INDICATORS, overBlocks } from "../../maths/interaction/indicators.ts";
import { once } from "../../maths/interaction/once.ts";
import { milliseconds, number, tick } from "../../maths/numbers.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { cutBlock, type Measure, type Measured, runsOf } from "./measure.ts";
import type { Scene } from "./scene.ts";
import { INDICATOR_WORDS } from "./texts.ts";

/** A measurement that takes no longer, in milliseconds, begins by itself when it is looked at. */
const QUICK = 6000;
const REST = 500;
const [WIDTH, HEIGHT, PAD] = [280, 220, 34];

export interface EffectPanel {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

export function effectPanel(context: Context, measure: Measure): EffectPanel {
  const { store, session, pointed, announce } = context;
  const { element, bar, figure, say, instead } = frame(context, {
    id: "effect",
    title: "Does the indicator foretell what happens?",
    concept: ["patch-interaction", "What the indicator is"],
  });
  const cuts = choice<"all" | "block">("cut each edge in", "effect-cuts", (value) => store.set({ cuts: value }));
  const effects = choice<"token" | "answer">("look at", "effect-of", (value) => store.set({ effect: value }));
  const start = button({ class: "plain-button", "data-part": "measure" }, "", () => {
    if (!scene) return;
    // Who was about to begin it does not stop what has just begun by itself.
    if (performance.now() - begun < REST) return;
    if (measure.of(scene)?.isRunning) measure.stop();
    else measure.start(scene);
  });
  const going = html("progress", { max: 1, value: 0, "aria-label": "Measured edges", hidden: true });
  bar.append(
    cuts.element,
    effects.element,
    html("span", { class: "ia-measure", "data-no-export": true }, start, going),
  );
  const maps = [mapOf("indicator-row"), mapOf("effect-map")] as const;
  const readout = html("p", { class: "ip-readout", "data-part": "effect-readout" });
  const plot = svg("svg", {
    class: "ia-scatter",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "data-part": "effect-scatter",
  });
  const table = html("tbody", {});
  const correlations = html(
    "table",
    { class: "ia-kept-table ia-correlations", "data-part": "correlations" },
    html("caption", {}, "rank correlation with the effect"),
    html(
      "thead",
      { class: "off-screen" },
      html("tr", {}, ...["indicator", "from −1 to 1", "number"].map((text) => html("th", { scope: "col" }, text))),
    ),
    table,
  );
  figure.classList.add("ia-effect-figure");
  figure.append(
    html("div", { class: "ia-effect-maps" }, ...maps.map((map) => map.element), readout),
    plot,
    correlations,
  );

  let scene: Scene | null = null;
  let seen = false;
  let timer = 0;
  /** When a measurement last began by itself. */
  let begun = -Infinity;
  let hovered: number | null = null;
  const eye = new IntersectionObserver((entries) => {
    seen = entries.at(-1)!.isIntersecting;
    if (scene) soon(scene);
  });
  eye.observe(figure);

  for (const map of maps) {
    map.place.addEventListener("pointermove", (event) => point(scene && patchUnder(map.place, event, scene.grid.side)));
    map.place.addEventListener("pointerleave", () => point(null));
  }

  function point(patch: number | null): void {
    hovered = patch;
    if (scene) pointed.set(patch === null ? null : patch + scene.grid.prefix);
    if (scene) draw(scene);
  }

  /** Milliseconds that all runs take, as far as can be known. */
  const whole = (now: Scene): number => {
    const { outcome } = session;
    const one = Number.isNaN(measure.pace)
      ? outcome.kind === "done"
        ? outcome.result.milliseconds
        : NaN
      : measure.pace;
    return one * runsOf(now);
  };

  function soon(now: Scene): void {
    clearTimeout(timer);
    const there = measure.of(now);
    if (!seen || there || now.data.streams() === null || !(whole(now) <= QUICK)) return;
    timer = window.setTimeout(() => {
      begun = performance.now();
      measure.start(now);
    }, REST);
  }

  /** What was drawn last is made of this. */
  let drawn: readonly unknown[] = [];
  let told = "";
  function draw(now: Scene): void {
    const there = measure.of(now);
    const effect = there?.[now.state.effect] ?? null;
    const row = rowOf(now, now.indicator);
    const count = now.grid.side ** 2;
    const others = (values: Float64Array) => values.filter((value, i) => i !== now.patch && Number.isFinite(value));
    const scales = [
      row && scaleFor(others(row), now.tone, now.state.range),
      effect && others(effect).length > 0 ? scaleFor(others(effect), now.tone, "all") : null,
    ] as const;
    const where = now.state.cuts === "all" ? "mean over all blocks" : `block ${now.block}`;
    maps[0].update(
      now,
      row,
      scales[0],
      `What ${now.patchName} takes`,
      `${INDICATOR_WORDS[now.indicator].short}, ${where}`,
    );
    maps[1].update(now, effect, scales[1], "What cutting it off does", effectWords(now));
    const at = hovered !== null && hovered !== now.patch ? hovered : null;
    setText(
      readout,
      at === null
        ? ""
        : `${tokenName(now.grid, at + now.grid.prefix)}: ${INDICATOR_WORDS[now.indicator].short} ${row ? number(row[at]!) : "…"}, effect ${effect && Number.isFinite(effect[at]) ? number(effect[at]!) : "…"}`,
    );
    scatter(now, row, effect, at);
    tell(now, there, effect, count);
    controls(now, there);
  }

  function controls(now: Scene, there: Measured | null): void {
    const all = runsOf(now);
    const left = all - (there?.done ?? 0);
    going.hidden = !there?.isRunning;
    going.value = (there?.done ?? 0) / Math.max(1, all);
    start.hidden = left === 0;
    start.disabled = now.data.streams() === null;
    const time = whole(now);
    setText(
      start,
      there?.isRunning
        ? `stop, ${there.done} of ${all}`
        : `${there ? "go on" : "measure"}: ${left} runs${Number.isFinite(time) ? `, about ${milliseconds((time * left) / all)}` : ""}`,
    );
  }

  function scatter(now: Scene, row: Float64Array | null, effect: Float64Array | null, at: number | null): void {
    const points = row && effect ? [...row.keys()].filter((i) => i !== now.patch && Number.isFinite(effect[i])) : [];
    const reach = (values: Float64Array) => Math.max(1e-12, ...points.map((i) => values[i]!));
    const [across, down] = points.length > 0 ? [reach(row!), reach(effect!)] : [1, 1];
    const x = (value: number) => PAD + (value / across) * (WIDTH - PAD - 10);
    const y = (value: number) => HEIGHT - PAD - (value / down) * (HEIGHT - PAD - 14);
    const axis = [
      svg("line", { x1: PAD, x2: WIDTH - 10, y1: HEIGHT - PAD, y2: HEIGHT - PAD, class: "axis-line" }),
      svg("line", { x1: PAD, x2: PAD, y1: 14, y2: HEIGHT - PAD, class: "axis-line" }),
      svg(
        "text",
        { x: WIDTH - 10, y: HEIGHT - PAD + 28, "text-anchor": "end", class: "axis-text" },
        `${INDICATOR_WORDS[now.indicator].short} →`,
      ),
      svg("text", { x: 2, y: 9, class: "axis-text" }, "↑ effect of the cut"),
      ...(points.length > 0
        ? [
            svg(
              "text",
              { x: WIDTH - 10, y: HEIGHT - PAD + 14, "text-anchor": "end", class: "axis-text" },
              tick(across),
            ),
            svg("text", { x: PAD - 4, y: 24, "text-anchor": "end", class: "axis-text" }, tick(down)),
            svg("text", { x: PAD, y: HEIGHT - PAD + 14, class: "axis-text" }, "0"),
          ]
        : []),
    ];
    const dots = points.map((i) =>
      svg("circle", {
        cx: x(row![i]!),
        cy: y(effect![i]!),
        r: i === at ? 6 : 3,
        class: i === at ? "ia-point here" : "ia-point",
      }),
    );
    plot.replaceChildren(...axis, ...dots);
    setAttribute(
      plot,
      "aria-label",
      `Scatter of ${points.length} patches: ${INDICATOR_WORDS[now.indicator].short} against the effect of the cut`,
    );
  }

  function tell(now: Scene, there: Measured | null, effect: Float64Array | null, count: number): void {
    const known = effect ? [...effect.keys()].filter((i) => i !== now.patch && Number.isFinite(effect[i])) : [];
    const varies = known.some((i) => effect![i] !== effect![known[0]!]);
    const of = (values: ArrayLike<number> | null) =>
      values && known.length > 2 && varies
        ? rankCorrelation(
            known.map((i) => values[i]!),
            known.map((i) => effect![i]!),
          )
        : null;
    const rows = [
      ...INDICATORS.map((kind) => ({
        name: INDICATOR_WORDS[kind].short,
        value: of(rowOf(now, kind)),
        isOwn: kind === now.indicator,
      })),
      { name: "nearness, to compare", value: of(nearness(now)), isOwn: false },
    ];
    table.replaceChildren(...rows.map(({ name, value, isOwn }) => correlationRow(name, value, isOwn)));
    const all = runsOf(now);
    const done = there !== null && there.done === all;
    const first = `The indicator says what ${now.patchName} takes from each patch. Whether that matters is another question: cut one edge at a time, so that it may not read that patch ${now.state.cuts === "all" ? "in any block" : `in block ${now.block}`}, run the model, and measure.`;
    if (there?.trouble) return say(first, there.trouble);
    if (!done || !varies)
      return say(first, ...(done ? [stillness(now)] : there ? [`${there.done} of ${all} edges are measured.`] : []));
    const own = rows.find(({ isOwn }) => isOwn)!.value!;
    const best = rows.slice(0, -1).reduce((a, b) => ((b.value ?? -2) > (a.value ?? -2) ? b : a));
    const near = rows.at(-1)!.value!;
    const verdict =
      Math.abs(own) < 0.2
        ? "It hardly does"
        : own < 0
          ? "It foretells the opposite"
          : own < 0.5
            ? "Somewhat"
            : "To a good part";
    const text = `${verdict}: over ${known.length} edges, ${INDICATOR_WORDS[now.indicator].short} and effect have the rank correlation ${number(own)}. The best of the indicators here is ${best.name}, ${number(best.value!)}; how near a patch lies foretells it with ${number(near)}. This is one patch of one picture.`;
    say(first, text);
    const spoken = `Measured: ${text}`;
    if (spoken !== told && count > 0) announce(spoken);
    told = spoken;
  }

  return {
    element,
    update(next) {
      scene = next;
      const live = next.data.origin === "live";
      cuts.update(
        [
          ["all", "all blocks"],
          ["block", `block ${next.block}`],
        ],
        next.state.cuts,
      );
      effects.update(
        [
          ["token", "its own token"],
          ["answer", "the answer"],
        ],
        next.state.effect,
      );
      bar.hidden = !live;
      instead(live ? null : "What a cut does can be measured once the model has run here.");
      if (!live) return;
      soon(next);
      const now = [
        next.patch,
        next.block,
        next.indicator,
        next.state.cuts,
        next.state.effect,
        next.state.range,
        next.tone,
        next.data,
        next.data.version,
        next.pixels,
        measure.of(next)?.done,
        measure.of(next)?.isRunning,
      ];
      if (drawn.length === now.length && now.every((value, i) => value === drawn[i])) return;
      drawn = now;
      draw(next);
    },
    destroy() {
      clearTimeout(timer);
      eye.disconnect();
    },
  };
}

/** What an indicator says of the patch where its edges are cut: of that block, or the mean over all. */
function rowOf({ data, grid, patch, ...scene }: Scene, kind: (typeof INDICATORS)[number]): Float64Array | null {
  const count = grid.side ** 2;
  const block = cutBlock({ data, grid, patch, ...scene });
  const matrix =
    block !== null
      ? data.indicator(block, kind)
      : once(data, `mean ${kind}`, () => {
          const all = Array.from({ length: data.blocks }, (_, i) => data.indicator(i, kind));
          return all.some((one) => one === null) ? null : overBlocks(all as Float64Array[]);
        });
  return matrix?.slice(patch * count, (patch + 1) * count) ?? null;
}

const nearness = ({ grid: { side }, patch }: Scene): Float64Array =>
  Float64Array.from(
    { length: side * side },
    (_, i) => -Math.hypot(Math.floor(i / side) - Math.floor(patch / side), (i % side) - (patch % side)),
  );

const effectWords = ({ state, data }: Scene): string =>
  state.effect === "token"
    ? `its output after block ${data.blocks - 1} moves, in terms of its length`
    : "the logit of the answer changes";

/** Why no cut does anything. */
function stillness({ state, block, data, grid }: Scene): string {
  if (state.effect === "answer" && state.cuts === "block" && block === data.blocks - 1 && grid.prefix > 0)
    return "No cut changes the answer: after the last block nothing reads what this patch has taken, since the answer is read from CLS. Choose an earlier block, or look at its own token.";
  return "No cut changes anything that can be measured.";
}

function correlationRow(name: string, value: number | null, isOwn: boolean): HTMLElement {
  const bar = svg(
    "svg",
    { class: "ia-correlation", viewBox: "-1 0 2 1", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("line", { x1: 0, x2: 0, y1: 0, y2: 1, class: "ia-kept-rule" }),
  );
  if (value !== null) bar.prepend(svg("rect", { x: Math.min(0, value), width: Math.abs(value), y: 0.25, height: 0.5 }));
  return html(
    "tr",
    isOwn ? { "aria-current": "true" } : {},
    html("th", { scope: "row" }, name),
    html("td", { class: "ia-kept-cell" }, bar),
    html("td", { class: "figures" }, value === null ? "–" : number(value)),
  );
}

function mapOf(part: string) {
  const picture = mapPicture();
  const title = html("h3");
  const legendPlace = html("div", { class: "legend-place" });
  const own = svg("rect", { class: "ia-own line", width: 1, height: 1 });
  const marks = svg("svg", { class: "in-marks", "aria-hidden": "true" }, own);
  const place = html("div", { class: "ia-effect-map", "data-part": part }, picture.element, marks);
  return {
    element: html("div", {}, title, place, legendPlace),
    place,
    update(
      scene: Scene,
      values: Float64Array | null,
      scale: ReturnType<typeof scaleFor> | null,
      text: string,
      quantity: string,
    ) {
      const { side } = scene.grid;
      setText(title, text);
      picture.ground(scene.pixels);
      picture.overlay(
        values && scale ? values.map((value, i) => (i === scene.patch ? NaN : value)) : null,
        side,
        scale,
      );
      setAttribute(marks, "viewBox", `0 0 ${side} ${side}`);
      setAttribute(own, "x", scene.patch % side);
      setAttribute(own, "y", Math.floor(scene.patch / side));
      legendPlace.replaceChildren(
        ...(scale ? [legend(scale, quantity)] : [html("p", { class: "quiet ia-hint" }, quantity)]),
      );
    },
  };
}
