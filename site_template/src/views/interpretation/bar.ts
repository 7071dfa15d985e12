/** The legend of the large map with a handle on it, and below it how many patches have which value. */
import { css, type ColourScale } from "../../marks/colours.ts";
import { html, setAttribute, setText, style, svg } from "../../marks/element.ts";
import { histogram } from "../../maths/statistics.ts";
import { thresholdText, valueText, wordsOf } from "./methods.ts";
import type { Method, Scene } from "./scene.ts";
import { countAbove, handSet } from "./threshold.ts";

const [STOPS, BINS, HEIGHT] = [32, 24, 30];

export interface ThresholdBar {
  readonly element: HTMLElement;
  update(scene: Scene): void;
}

/** @param onMove told the text of the new threshold, as the address holds it. */
export function thresholdBar(onMove: (threshold: string) => void): ThresholdBar {
  const strip = html("div", { class: "in-strip" });
  const handle = html("div", {
    class: "in-handle",
    role: "slider",
    tabindex: 0,
    "aria-label": "Threshold of the outline",
    "data-part": "threshold",
  });
  const chosen = html("span", { class: "in-chosen figures", "data-part": "threshold-value" });
  const ends = [html("span"), html("span"), html("span")] as const;
  const track = html("div", { class: "in-track" }, strip, handle);
  const bars = svg("svg", { class: "in-bars", preserveAspectRatio: "none", viewBox: `0 0 ${BINS} ${HEIGHT}`, "aria-hidden": "true" });
  const said = html("p", { class: "in-bars-say quiet" });
  const element = html("div", { class: "in-bar" }, track, html("div", { class: "in-ends figures" }, ...ends, chosen), bars, said);
  let now: { scale: ColourScale; method: Method; threshold: number } | null = null;

  const text = (value: number) => String(Number(value.toPrecision(4)));
  const move = (value: number) => {
    if (!now) return;
    const { low, high } = now.scale;
    onMove(handSet(Math.min(high, Math.max(low, value)), low, high));
  };
  const at = (event: PointerEvent): number => {
    const box = strip.getBoundingClientRect();
    return now!.scale.low + ((event.clientX - box.left) / Math.max(1, box.width)) * (now!.scale.high - now!.scale.low);
  };
  track.addEventListener("pointerdown", (event) => {
    if (!now || event.button !== 0) return;
    event.preventDefault();
    track.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    move(at(event));
  });
  track.addEventListener("pointermove", (event) => track.hasPointerCapture(event.pointerId) && now && move(at(event)));
  handle.addEventListener("keydown", (event) => {
    if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
    const { low, high } = now.scale;
    const step = (high - low) / 100;
    const from = Number.isFinite(now.threshold) ? now.threshold : (low + high) / 2;
    const to = {
      ArrowLeft: from - step,
      ArrowDown: from - step,
      ArrowRight: from + step,
      ArrowUp: from + step,
      PageDown: from - 10 * step,
      PageUp: from + 10 * step,
      Home: low,
      End: high,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  });

  return {
    element,
    update(scene) {
      const values = scene.map(scene.method, scene.block);
      const scale = scene.scale(scene.method, scene.block);
      element.classList.toggle("empty", !values || !scale);
      now = values && scale ? { scale, method: scene.method, threshold: scene.threshold } : null;
      handle.hidden = !now;
      if (!values || !scale) {
        for (const one of [...ends, chosen, said]) setText(one, "");
        bars.replaceChildren();
        style(strip, { background: "var(--faint)" });
        return;
      }
      const { low, high } = scale;
      const stops = Array.from({ length: STOPS + 1 }, (_, i) => css(scale.rgb(low + ((high - low) * i) / STOPS)));
      style(strip, { background: `linear-gradient(to right, ${stops.join(", ")})` });
      const share = (value: number) => Math.min(1, Math.max(0, (value - low) / (high - low)));
      drawEnds(values, scale, scene.method, scene.threshold, share);
      drawBars(values, scale, scene.threshold);
      const above = countAbove(values, scene.threshold);
      const range = `colours from ${valueText(scene.method, low)} to ${valueText(scene.method, high)}`;
      for (const [name, value] of Object.entries({
        "aria-valuemin": text(low),
        "aria-valuemax": text(high),
        "aria-valuenow": text(Number.isFinite(scene.threshold) ? scene.threshold : low),
        "aria-valuetext": Number.isFinite(scene.threshold) ? `${thresholdText(scene.method, scene.threshold)}, ${above} of ${values.length} patches` : "none",
      }))
        setAttribute(handle, name, value);
      setAttribute(handle, "title", `${range}; drag for the outline`);
      style(handle, { left: `${share(Number.isFinite(scene.threshold) ? scene.threshold : high) * 100}%` });
      setText(said, `${values.length} patches by ${wordsOf(scene.method).quantity}${scene.data.origin === "precomputed" ? " (precomputed, to 1/255)" : ""}`);
    },
  };

  function drawEnds(values: Float64Array, scale: ColourScale, method: Method, threshold: number, share: (value: number) => number): void {
    const width = strip.clientWidth || 300;
    const [isBelow, isAbove] = [values.some((value) => value < scale.low - 1e-9), values.some((value) => value > scale.high + 1e-9)];
    const zero = scale.low < 0 && scale.high > 0;
    const texts = [(isBelow ? "≤ " : "") + valueText(method, scale.low), zero ? "0" : "", (isAbove ? "≥ " : "") + valueText(method, scale.high)];
    const places = [0, share(0), 1];
    const mark = share(threshold) * width;
    const has = Number.isFinite(threshold);
    setText(chosen, has ? thresholdText(method, threshold) : "");
    style(chosen, { left: `${Math.min(width - 16, Math.max(16, mark))}px` });
    ends.forEach((end, i) => {
      const place = places[i]! * width;
      const crowded = has && Math.abs(place - mark) < (i === 1 ? 26 : 48);
      const edge = i === 1 && (place < 44 || place > width - 44);
      setText(end, crowded || edge ? "" : texts[i]!);
      if (i === 1) style(end, { left: `${place}px` });
    });
  }

  /** Of each bar the part at or above the threshold stands at its foot, in ink. */
  function drawBars(values: Float64Array, { low, high }: ColourScale, threshold: number): void {
    const counts = histogram(values, low, high, BINS);
    const above = histogram(values.filter((value) => value >= threshold), low, high, BINS);
    const most = Math.max(1, ...counts);
    const rect = (i: number, from: number, count: number, kind: string) =>
      svg("rect", { x: i + 0.04, width: 0.92, y: HEIGHT - ((from + count) / most) * HEIGHT, height: (count / most) * HEIGHT, class: kind });
    bars.replaceChildren(
      ...Array.from(counts, (count, i) => [
        ...(above[i]! > 0 ? [rect(i, 0, above[i]!, "in-above")] : []),
        ...(count > above[i]! ? [rect(i, above[i]!, count - above[i]!, "in-below")] : []),
      ]).flat(),
    );
  }
}
