/** The logit lens: what the model would say if it stopped after a block, read on CLS and on every patch. */

import { frame } from "../../../controls/panel.ts";
import type { TensorValue } from "../../../engine/engine.ts";
import { button, html, style } from "../../../marks/element.ts";
import { percent } from "../../../maths/numbers.ts";
import { tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";
import { answers, type Reader, readerOf, settledFrom, tellingClasses, topOf, votes, type Weight } from "./answers.ts";
import { lensMap, strengthOf } from "./lens-map.ts";
import { lineChart } from "./lines.ts";
import { readoutOf } from "./map-picture.ts";
import type { PanelView } from "./panel.ts";

const [CURVES, HUES, LISTED] = [5, 8, 3];

/** What is known of a run: CLS after each block, all patches of some blocks. */
interface Known {
  readonly cls: (Float64Array | null)[];
  readonly patches: Map<TensorValue, Float64Array>;
}

export function lens(context: Context): PanelView {
  const { store, session, announce, pointed } = context;
  const { element, figure, side, say, instead, title } = frame(context, {
    id: "lens",
    title: "What the model would say already",
    concept: ["logit-lens", "What the logit lens is"],
  });
  const chart = lineChart("lens-chart", 236, (block) => store.set({ block: String(block) }), announce);
  const heading = html("h3", {}, "Probability by block");
  figure.append(heading, chart.element);
  const readout = readoutOf("lens-readout");
  const mapHeading = html("h3", {});
  const map = lensMap(
    (patch) => hover(patch),
    (patch) => latest && store.set({ token: patch + latest.grid.prefix, refs: "" }),
  );
  const key = html("ul", { class: "ip-classes", "data-part": "lens-classes", "aria-label": "Classes" });
  side.append(mapHeading, readout.element, map.element, key, strengths());

  let latest: Scene | null = null;
  let reader: { readonly model: unknown; readonly of: Reader } | null = null;
  let reading: unknown = null;
  let trouble = "";
  const known = new WeakMap<object, Known>();
  let turn = 0;
  /** Colours stay with their classes for as long as the picture is shown. */
  let hues: { key: string; of: Map<number, number> } = { key: "", of: new Map() };
  let shown: Float64Array | null = null;

  const labelOf = (scene: Scene, index: number) => scene.model.labels[index] ?? `class ${index}`;

  function hueOf(index: number): number | null {
    const kept = hues.of.get(index);
    if (kept !== undefined) return kept;
    if (hues.of.size >= HUES) return null;
    hues.of.set(index, hues.of.size);
    return hues.of.size - 1;
  }

  function hover(patch: number | null): void {
    if (!latest || !shown || !reader) return;
    pointed.set(patch === null ? null : patch + latest.grid.prefix);
    if (patch === null) return readout.say("", "point at a patch: the three classes it would say first");
    const { classes } = reader.of;
    const said = topOf(shown, classes, patch, LISTED).map(
      (index) => `${labelOf(latest!, index)} ${percent(shown![patch * classes + index]!)}\u00a0%`,
    );
    readout.say(tokenName(latest.grid, patch + latest.grid.prefix), said.join(", "));
  }

  /** The head of the model, once; the panel says so where it cannot be had. */
  function fetch(scene: Scene): void {
    if (reading === scene.model) return;
    [reading, reader, trouble] = [scene.model, null, ""];
    const weight = (session as { weight?: Weight }).weight;
    if (!weight)
      return void (trouble = "This page does not hand out the model’s weights, so there is no head to read with.");
    readerOf((name) => weight.call(session, name), scene.model.config.eps).then(
      (found) => {
        if (reading !== scene.model) return;
        reader = { model: scene.model, of: found };
        if (latest) show(latest);
      },
      (error: unknown) => {
        if (reading !== scene.model) return;
        trouble = `The model’s head could not be read: ${(error as Error).message}`;
        if (latest) show(latest);
      },
    );
  }

  async function work(scene: Scene, of: Reader, mine: number): Promise<void> {
    const { data, grid, block } = scene;
    const stopped = () => mine !== turn;
    const there = known.get(data) ?? { cls: Array.from({ length: data.blocks }, () => null), patches: new Map() };
    known.set(data, there);
    for (let one = 0; one < data.blocks; one++) {
      const tensor = data.tokens(one);
      if (there.cls[one] || !tensor || grid.prefix === 0) continue;
      there.cls[one] = await answers(tensor, 0, 1, of, stopped);
      if (stopped()) return;
    }
    curves(scene, there, of);
    const tensor = data.tokens(block);
    if (!tensor) return;
    const kept = there.patches.get(tensor) ?? (await answers(tensor, grid.prefix, grid.tokens, of, stopped));
    if (!kept || stopped()) return;
    there.patches.set(tensor, kept);
    shown = kept;
    picture(scene, kept, of);
    words(scene, there, kept, of);
  }

  function curves(scene: Scene, { cls }: Known, of: Reader): void {
    const none = scene.grid.prefix === 0;
    chart.element.hidden = heading.hidden = none;
    const wanted = tellingClasses(cls, Math.min(CURVES, of.classes));
    for (const index of wanted) hueOf(index);
    const most = Math.max(0, ...wanted.flatMap((index) => cls.map((one) => one?.[index] ?? 0)));
    chart.draw({
      label: `What CLS would say after each block: probabilities of ${wanted.map((index) => labelOf(scene, index)).join(", ")}. Arrow keys read a block, Enter shows it.`,
      lines: wanted.map((index) => ({
        id: String(index),
        name: labelOf(scene, index).split(",")[0]!.slice(0, 18),
        role: `ip-line-hue-${hueOf(index) ?? "rest"}`,
        values: cls.map((one) => one?.[index] ?? NaN),
      })),
      blocks: scene.data.blocks,
      chosen: scene.block,
      // Among a thousand classes all may be improbable; the axis says how far it reaches.
      domain: [0, most > 0.4 ? 1 : most > 0 ? 1.2 * most : 1],
      print: (value) => `${percent(value)}\u00a0%`,
    });
  }

  function picture(scene: Scene, patches: Float64Array, { classes }: Reader): void {
    const counted = votes(patches, classes);
    const said = Array.from({ length: scene.grid.side ** 2 }, (_, row) => {
      const [first] = topOf(patches, classes, row, 1);
      return { hue: hueOf(first!), probability: patches[row * classes + first!]! };
    });
    mapHeading.textContent = `What each patch would say after block ${scene.block}`;
    map.show(
      scene,
      said,
      `The class that each patch would say after block ${scene.block}; arrow keys read the three highest`,
    );
    const named = counted.filter(({ index }) => hueOf(index) !== null);
    const rest = counted
      .filter(({ index }) => hueOf(index) === null)
      .reduce((sum, { patches: count }) => sum + count, 0);
    key.replaceChildren(
      ...named.map(({ index, patches: count }) => entry(hueOf(index), labelOf(scene, index).split(",")[0]!, count)),
      ...(rest > 0 ? [entry(null, "other classes", rest)] : []),
    );
    hover(null);
  }

  function entry(hue: number | null, name: string, count: number): HTMLElement {
    const swatch = html("span", { class: `ip-swatch ip-swatch-${hue ?? "rest"}`, "aria-hidden": "true" });
    const made = button({ class: "ip-class", title: "Shown alone under the pointer" }, swatch, () => undefined);
    made.append(
      html("span", {}, `${name} `),
      html(
        "span",
        { class: "figures quiet" },
        String(count),
        html("span", { class: "off-screen" }, count === 1 ? " patch" : " patches"),
      ),
    );
    for (const event of ["pointerenter", "focus"]) made.addEventListener(event, () => map.only(hue));
    for (const event of ["pointerleave", "blur"]) made.addEventListener(event, () => map.only(undefined));
    return html("li", {}, made);
  }

  function words(scene: Scene, { cls }: Known, patches: Float64Array, { classes }: Reader): void {
    const after = cls[scene.block];
    const parts: string[] = [];
    if (after) {
      const [first] = topOf(after, classes, 0, 1);
      const from = settledFrom(cls);
      const last = cls.at(-1);
      parts.push(
        `Stopped after block ${scene.block}, CLS would say “${labelOf(scene, first!)}” with ${percent(after[first!]!)}\u00a0%.`,
      );
      if (from !== null && last) {
        const [final] = topOf(last, classes, 0, 1);
        parts.push(
          from === 0
            ? `From the first block on the answer is “${labelOf(scene, final!)}”.`
            : `The final answer, “${labelOf(scene, final!)}”, is on top from block ${from} on.`,
        );
      }
    } else parts.push("This model has no CLS token: only its patches can be read.");
    const [most] = votes(patches, classes);
    if (most)
      parts.push(
        `Of ${scene.grid.side ** 2} patches, ${most.patches} would say “${labelOf(scene, most.index)}” first.`,
      );
    say(
      parts.join(" "),
      "The last norm and the head were trained for CLS after the last block alone. Read earlier, or on patches, they are a hint of what is there already, no prediction.",
    );
  }

  function show(scene: Scene): void {
    const mine = ++turn;
    if (scene.data.origin !== "live")
      return instead("The logit lens needs the run’s own tokens: it comes as soon as the model has run in this page.");
    fetch(scene);
    if (trouble) return instead(trouble);
    if (!reader) return instead("The model’s head is being read.");
    instead(null);
    title(`What the model would say after block ${scene.block}`);
    const key = `${scene.model.id} ${scene.picture.id}`;
    if (hues.key !== key) hues = { key, of: new Map() };
    void work(scene, reader.of, mine);
  }

  const stop = pointed.onChange((token) => latest && map.mark(token === null ? null : token - latest.grid.prefix));
  return {
    element,
    update(scene) {
      latest = scene;
      show(scene);
    },
    destroy() {
      turn++;
      stop();
      map.destroy();
      chart.destroy();
    },
  };
}

/** The legend of how strong colours are. */
function strengths(): HTMLElement {
  const steps = [0.1, 0.25, 0.5, 1].map((probability) => {
    const swatch = html("span", { class: "ip-swatch ip-swatch-rest", "aria-hidden": "true" });
    style(swatch, { opacity: strengthOf(probability).toFixed(3) });
    return html("span", { class: "ip-step" }, swatch, `${probability * 100}\u00a0%`);
  });
  return html("p", { class: "ip-strength quiet" }, "probability", ...steps);
}
