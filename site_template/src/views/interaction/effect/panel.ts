/** Beside what the indicator says of a patch, what happens when each edge into it is cut. */
import { choice, frame } from "../../../controls/panel.ts";
import type { Part } from "../../../figures/blocks/scene.ts";
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";
import { effectPanelWords, said } from "../words/effect.ts";
import { begin } from "./begin.ts";
import { correlations } from "./correlations.ts";
import { effectMaps } from "./maps.ts";
import type { Measure } from "./measure.ts";
import { ranked, rowOf } from "./numbers.ts";
import { saidOf } from "./said.ts";
import { scatter } from "./scatter.ts";

export function effectPanel(context: Context, measure: Measure): Part<Scene> {
  const { store, session, pointed, announce } = context;
  const { element, bar, figure, say, instead } = frame(context, {
    id: "effect",
    title: effectPanelWords.title,
    concept: ["patch-interaction", effectPanelWords.concept],
  });
  const choose = choices(store);
  const start = begin(session, measure, figure);
  bar.append(...choose.elements, start.element);
  let scene: Scene | null = null;
  let hovered: number | null = null;
  const maps = effectMaps(() => scene?.grid ?? null, point);
  const [plot, table] = [scatter(), correlations()];
  figure.classList.add("ia-effect-figure");
  figure.append(maps.element, plot.element, table.element);

  function point(patch: number | null): void {
    hovered = patch;
    if (!scene) return;
    pointed.set(patch === null ? null : patch + scene.grid.prefix);
    draw(scene);
  }

  /** What was drawn last is made of this. */
  let drawn: readonly unknown[] = [];
  let told = "";
  function draw(now: Scene): void {
    const there = measure.of(now);
    const [row, effect] = [rowOf(now, now.indicator), there?.[now.state.effect] ?? null];
    const at = hovered === now.patch ? null : hovered;
    maps.update(now, row, effect, at);
    plot.update(now, row, effect, at);
    const ranks = ranked(now, effect);
    table.update(ranks);
    const { question, answer, isVerdict } = saidOf(now, there, effect, ranks);
    say(question, ...(answer ? [answer] : []));
    if (isVerdict && told !== answer) announce(said.spoken(answer));
    if (isVerdict) told = answer;
    start.update(now);
  }

  return {
    element,
    update(next) {
      scene = next;
      const isLive = next.data.origin === "live";
      choose.show(next);
      bar.hidden = !isLive;
      instead(isLive ? null : effectPanelWords.later);
      if (!isLive) return;
      start.follow(next);
      const now = madeOf(next, measure);
      if (drawn.length === now.length && now.every((value, i) => value === drawn[i])) return;
      drawn = now;
      draw(next);
    },
    destroy: start.destroy,
  };
}

/** Where edges are cut, and which effect is looked at. */
function choices(store: Context["store"]) {
  const { allBlocks, block, token, answer } = effectPanelWords;
  const cuts = choice<"all" | "block">(effectPanelWords.cuts, "effect-cuts", (value) => store.set({ cuts: value }));
  const effects = choice<"token" | "answer">(effectPanelWords.effects, "effect-of", (value) =>
    store.set({ effect: value }),
  );
  const of = [
    ["token", token],
    ["answer", answer],
  ] as const;
  return {
    elements: [cuts.element, effects.element],
    show({ block: shown, state }: Scene): void {
      const where = [
        ["all", allBlocks],
        ["block", block(shown)],
      ] as const;
      cuts.update(where, state.cuts);
      effects.update(of, state.effect);
    },
  };
}

/** What the drawing is made of: as long as it is the same, nothing is drawn again. */
const madeOf = (scene: Scene, measure: Measure): readonly unknown[] => [
  scene.patch,
  scene.block,
  scene.indicator,
  scene.state.cuts,
  scene.state.effect,
  scene.state.range,
  scene.tone,
  scene.data,
  scene.data.version,
  scene.pixels,
  measure.of(scene)?.done,
  measure.of(scene)?.isRunning,
];
