/** Below the map: the row's colours with the handle that sets k, the colours of sizes, the wheel of directions. */
import { html, setText } from "../../../marks/element.ts";
import { paintWheel } from "../../../marks/flow.ts";
import { type Handled, handleBar } from "../../../marks/handle-bar.ts";
import { legend } from "../../../marks/legend.ts";
import { number } from "../../../maths/numbers.ts";
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";
import { kText, LEAST_K, MOST_K, STEP_K } from "../settings.ts";
import { standing } from "../standing.ts";
import { handleWords, K, largeWords } from "../words/figure.ts";

const WHEEL = 88;

export interface Legends {
  readonly elements: readonly HTMLElement[];
  update(scene: Scene): void;
}

export function legends({ store }: Context, now: () => Scene | null): Legends {
  const setK = (k: number) => store.set({ k: kText(Math.min(MOST_K, Math.max(LEAST_K, k))) });
  const bar = handleBar(K, "k-handle", {
    onMove(value) {
      const scene = now();
      const cut = scene?.cut(scene.block);
      if (cut && cut.std > 0) setK((value - cut.mean) / cut.std);
    },
    onStep(steps) {
      const scene = now();
      if (scene) setK(scene.k + steps * STEP_K);
    },
  });
  const sizes = html("div", { class: "legend-place ia-sizes" });
  const wheel = directions();
  return {
    elements: [bar.element, sizes, wheel.element],
    update(scene) {
      const { figure, block } = scene;
      const isThere = scene.row(block) !== null;
      bar.element.hidden = figure !== "window";
      if (figure === "window") bar.update(handledOf(scene));
      sizes.hidden = figure !== "field" || !isThere;
      if (!sizes.hidden) sizes.replaceChildren(legend(scene.sizeScale, largeWords.sizes));
      wheel.element.hidden = figure !== "tendency" || !isThere;
      if (!wheel.element.hidden) wheel.update(scene);
    },
  };
}

/** Which colour is which direction. */
function directions(): { readonly element: HTMLElement; update(scene: Scene): void } {
  const wheel = html("canvas", { class: "ia-wheel", role: "img", "aria-label": largeWords.wheel });
  const ways = largeWords.ways.map((way) =>
    html("span", { class: `ia-wheel-${way} quiet`, "aria-hidden": "true" }, way),
  );
  const says = html("p", { class: "quiet" });
  return {
    element: html("div", { class: "ia-wheel-box" }, html("div", { class: "ia-wheel-frame" }, wheel, ...ways), says),
    update({ tone, reach, block, patchName }) {
      paintWheel(wheel, WHEEL * Math.ceil(devicePixelRatio), tone);
      setText(says, largeWords.wheelBeside(reach(block), patchName));
    },
  };
}

function handledOf(scene: Scene): Handled | null {
  const { block, indicator, data } = scene;
  const [values, scale, cut] = [scene.row(block), scene.rowScale(block), scene.cut(block)];
  if (!values || !scale || !cut) return null;
  const k = kText(scene.k);
  return {
    values,
    scale,
    at: cut.threshold,
    atText: handleWords.at(k),
    spoken: handleWords.spoken(k, standing(scene, block).length),
    text: number,
    hint: handleWords.hint,
    says: handleWords.of(values.length, indicator, data.origin === "precomputed"),
  };
}
