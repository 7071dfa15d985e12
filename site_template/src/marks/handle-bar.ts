/** The legend of a map with a handle on it, and below it how many patches have which value. */
import { histogram } from "../maths/statistics.ts";
import { type ColourScale, css } from "./colours.ts";
import { html, setAttribute, setText, style, svg } from "./element.ts";
import * as words from "./words.ts";

const [STOPS, BINS, HEIGHT] = [32, 24, 30];
/** Of the scale, for one press of an arrow key. */
const STEP = 1 / 100;

/** What a bar shows. */
export interface Handled {
  readonly values: Float64Array;
  readonly scale: ColourScale;
  /** Where the handle stands; NaN where nothing is set. */
  readonly at: number;
  /** What is printed at the handle, and what is said of it. */
  readonly atText: string;
  readonly spoken: string;
  /** What values are printed as. */
  text(value: number): string;
  /** What dragging is for. */
  readonly hint: string;
  /** Below the bars. */
  readonly says: string;
}

export interface HandleBar {
  readonly element: HTMLElement;
  update(shown: Handled | null): void;
}

export interface HandleEvents {
  /** The value that the handle was moved to, within the scale. */
  onMove(value: number, scale: ColourScale): void;
  /** Steps by keys, where they are no shares of the scale. */
  onStep?(steps: number): void;
  /** A drag begins. */
  onGrab?(): void;
}

export function handleBar(label: string, part: string, events: HandleEvents): HandleBar {
  const parts = partsOf(label, part);
  const { element, strip, handle, ends, chosen, bars, said } = parts;
  let now: Handled | null = null;
  listen(parts, events, () => now);

  return {
    element,
    update(shown) {
      element.classList.toggle("empty", !shown);
      now = shown;
      handle.hidden = !now;
      if (shown) {
        drawHandle(parts, shown);
        drawEnds(parts, shown);
        drawBars(bars, shown);
        setText(said, shown.says);
        return;
      }
      for (const one of [...ends, chosen, said]) setText(one, "");
      bars.replaceChildren();
      style(strip, { background: "var(--faint)" });
    },
  };
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(label: string, part: string) {
  const strip = html("div", { class: "in-strip" });
  const slider = { role: "slider", tabindex: 0, "aria-label": label, "data-part": part };
  const handle = html("div", { class: "in-handle", ...slider });
  const chosen = html("span", { class: "in-chosen figures", "data-part": `${part}-value` });
  const ends = [html("span"), html("span"), html("span")] as const;
  const track = html("div", { class: "in-track" }, strip, handle);
  const box = { preserveAspectRatio: "none", viewBox: `0 0 ${BINS} ${HEIGHT}` };
  const bars = svg("svg", { class: "in-bars", ...box, "aria-hidden": "true" });
  const said = html("p", { class: "in-bars-say quiet" });
  const below = html("div", { class: "in-ends figures" }, ...ends, chosen);
  return {
    strip,
    handle,
    chosen,
    ends,
    track,
    bars,
    said,
    element: html("div", { class: "in-bar" }, track, below, bars, said),
  };
}

/** Dragging, and the keys of a slider. */
function listen(
  { strip, handle, track }: Parts,
  { onMove, onStep, onGrab }: HandleEvents,
  shown: () => Handled | null,
) {
  const move = ({ scale }: Handled, value: number) => onMove(Math.min(scale.high, Math.max(scale.low, value)), scale);
  const at = ({ scale: { low, high } }: Handled, event: PointerEvent): number => {
    const box = strip.getBoundingClientRect();
    return low + ((event.clientX - box.left) / Math.max(1, box.width)) * (high - low);
  };
  track.addEventListener("pointerdown", (event) => {
    if (!shown() || event.button !== 0) return;
    event.preventDefault();
    track.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    onGrab?.();
    const now = shown();
    if (now) move(now, at(now, event));
  });
  track.addEventListener("pointermove", (event) => {
    const now = track.hasPointerCapture(event.pointerId) && shown();
    if (now) move(now, at(now, event));
  });
  handle.addEventListener("keydown", (event) => {
    const now = shown();
    if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
    const { low, high } = now.scale;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    const end = { Home: low, End: high }[event.key];
    if (steps === undefined && end === undefined) return;
    event.preventDefault();
    if (end !== undefined) move(now, end);
    else if (onStep) onStep(steps!);
    else move(now, (Number.isFinite(now.at) ? now.at : (low + high) / 2) + steps! * (high - low) * STEP);
  });
}

/** Where a value lies on the strip, from 0 to 1. */
const shareOf = ({ low, high }: ColourScale, value: number): number =>
  Math.min(1, Math.max(0, (value - low) / (high - low)));

function drawHandle({ strip, handle }: Parts, { scale, at, spoken, hint, text }: Handled): void {
  const { low, high } = scale;
  const stops = Array.from({ length: STOPS + 1 }, (_, i) => css(scale.rgb(low + ((high - low) * i) / STOPS)));
  style(strip, { background: `linear-gradient(to right, ${stops.join(", ")})` });
  const has = Number.isFinite(at);
  const exact = (value: number) => String(Number(value.toPrecision(4)));
  for (const [name, one] of Object.entries({
    "aria-valuemin": exact(low),
    "aria-valuemax": exact(high),
    "aria-valuenow": exact(has ? at : low),
    "aria-valuetext": spoken,
  }))
    setAttribute(handle, name, one);
  setAttribute(handle, "title", words.scaleHint(text(low), text(high), hint));
  style(handle, { left: `${shareOf(scale, has ? at : high) * 100}%` });
}

/** The ends of the scale and its 0, as far as the number at the handle leaves room for them. */
function drawEnds({ strip, chosen, ends }: Parts, { values, scale, at, atText, text: print }: Handled): void {
  const width = strip.clientWidth || 300;
  const isBelow = values.some((one) => one < scale.low - 1e-9);
  const isAbove = values.some((one) => one > scale.high + 1e-9);
  const zero = scale.low < 0 && scale.high > 0;
  const texts = [(isBelow ? "≤ " : "") + print(scale.low), zero ? "0" : "", (isAbove ? "≥ " : "") + print(scale.high)];
  const places = [0, shareOf(scale, 0), 1];
  const mark = shareOf(scale, at) * width;
  const has = Number.isFinite(at);
  setText(chosen, has ? atText : "");
  const half = Math.max(16, chosen.offsetWidth / 2);
  style(chosen, { left: `${Math.min(width - half, Math.max(half, mark))}px` });
  ends.forEach((end, i) => {
    const place = places[i]! * width;
    const crowded = has && Math.abs(place - mark) < (i === 1 ? 10 : 32) + half;
    const edge = i === 1 && (place < 44 || place > width - 44);
    setText(end, crowded || edge ? "" : texts[i]!);
    if (i === 1) style(end, { left: `${place}px` });
  });
}

/** Of each bar the part at or above the handle stands at its foot, in ink. */
function drawBars(bars: SVGSVGElement, { values, scale: { low, high }, at }: Handled): void {
  const counts = histogram(values, low, high, BINS);
  const above = histogram(
    values.filter((value) => value >= at),
    low,
    high,
    BINS,
  );
  const most = Math.max(1, ...counts);
  const rect = (i: number, from: number, count: number, kind: string) =>
    svg("rect", {
      x: i + 0.04,
      width: 0.92,
      y: HEIGHT - ((from + count) / most) * HEIGHT,
      height: (count / most) * HEIGHT,
      class: kind,
    });
  bars.replaceChildren(
    ...Array.from(counts, (count, i) => [
      ...(above[i]! > 0 ? [rect(i, 0, above[i]!, "in-above")] : []),
      ...(count > above[i]! ? [rect(i, above[i]!, count - above[i]!, "in-below")] : []),
    ]).flat(),
  );
}
