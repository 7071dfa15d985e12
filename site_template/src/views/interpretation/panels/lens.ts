/** The logit lens: what the model would say if it stopped after a block, as its head reads it, and on every patch. */
import { frame } from "../../../controls/panel.ts";
import { readoutName } from "../../../hooks/readout.ts";
import { html } from "../../../marks/element.ts";
import { patchCount } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import { settledFrom, tellingClasses, topOf, votes } from "../../../page/lens.ts";
import type { Scene } from "../scene.ts";
import { keptAnswers } from "./lens-answers.ts";
import { createHues } from "./lens-classes.ts";
import { lensHeads } from "./lens-heads.ts";
import { lensPatches } from "./lens-patches.ts";
import { labelOf, type Shown, shortOf } from "./lens-shown.ts";
import type { Curves } from "./line-shape.ts";
import { lineChart } from "./lines.ts";
import type { PanelView } from "./panel.ts";
import { lensMissing, lensSays, lensWords, share } from "./words/lens.ts";

/** Curves that are drawn. */
const CURVES = 5;

export function lens(context: Context): PanelView {
  const { store, session, announce, pointed } = context;
  const panel = frame(context, { id: "lens", title: lensWords.title, concept: ["logit-lens", lensWords.concept] });
  const chart = lineChart("lens-chart", 236, (block) => store.set({ block: String(block) }), announce);
  panel.figure.append(html("h3", {}, lensWords.curves), chart.element);
  const patches = lensPatches(context);
  panel.side.append(...patches.elements);
  const heads = lensHeads(session, () => latest && show(latest));
  const known = keptAnswers();
  let latest: Scene | null = null;
  let turn = 0;
  let hues = { key: "", of: createHues() };

  function show(scene: Scene): void {
    const mine = ++turn;
    if (scene.data.origin !== "live") return panel.instead(lensMissing.run);
    const reader = heads.of(scene.model);
    if (typeof reader === "string") return panel.instead(reader);
    panel.instead(null);
    panel.title(lensWords.titleOf(scene.block));
    const key = `${scene.model.id} ${scene.picture.id}`;
    if (hues.key !== key) hues = { key, of: createHues() };
    void work({ scene, reader, hues: hues.of, read: known.read(scene, reader) }, () => mine !== turn);
  }

  async function work(now: Shown, stopped: () => boolean): Promise<void> {
    chart.draw(curvesOf(now));
    const found = await known.patches(now.scene, now.reader, stopped);
    if (!found || stopped()) return;
    patches.show(now, found);
    panel.say(...saysOf(now, found));
  }

  const stop = pointed.onChange((token) => latest && patches.mark(token === null ? null : token - latest.grid.prefix));
  return {
    element: panel.element,
    update(scene) {
      latest = scene;
      patches.follow(scene);
      show(scene);
    },
    destroy() {
      turn++;
      stop();
      patches.destroy();
      chart.destroy();
    },
  };
}

function curvesOf({ scene, reader, hues, read }: Shown): Curves {
  const wanted = tellingClasses(read, Math.min(CURVES, reader.classes));
  const most = Math.max(0, ...wanted.flatMap((index) => read.map((one) => one?.[index] ?? 0)));
  const labels = wanted.map((index) => labelOf(scene, index));
  return {
    label: lensWords.chart(readoutName(scene.model.config), labels),
    lines: wanted.map((index) => ({
      id: String(index),
      name: shortOf(scene, index).slice(0, 18),
      role: `ip-line-hue-${hues.of(index) ?? "rest"}`,
      values: read.map((one) => one?.[index] ?? NaN),
    })),
    blocks: scene.data.blocks,
    chosen: scene.block,
    // Among a thousand classes all may be improbable; the axis says how far it reaches.
    domain: [0, most > 0.4 ? 1 : most > 0 ? 1.2 * most : 1],
    print: share,
  };
}

function saysOf({ scene, reader: { classes }, read }: Shown, patches: Float64Array): string[] {
  const name = readoutName(scene.model.config);
  const first = (probabilities: Float64Array) => topOf(probabilities, classes, 0, 1)[0]!;
  const parts: string[] = [];
  const after = read[scene.block];
  if (after) {
    const index = first(after);
    parts.push(lensSays.stopped(name, scene.block, labelOf(scene, index), after[index]!));
    const [from, last] = [settledFrom(read), read.at(-1)];
    if (from !== null && last) {
      const label = labelOf(scene, first(last));
      parts.push(from === 0 ? lensSays.fromTheFirst(label) : lensSays.from(label, from));
    }
  }
  const [most] = votes(patches, classes);
  if (most) parts.push(lensSays.votes(patchCount(scene.grid), most.patches, labelOf(scene, most.index)));
  return [parts.join(" "), lensSays.care(name)];
}
