/** The legend of a map with a handle on it, and below it how many patches have which value. */
import { histogram } from "../maths/statistics.ts";
import { type ColourScale, css } from "./colours.ts";
import { html, setAttribute, setText, style, svg } from "./element.ts";

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

export function handleBar(label: string, part: string, { onMove, onStep, onGrab }: HandleEvents): HandleBar {
  const strip = html("div", { class: "in-strip" });
  const handle = html("div", {
    class: "in-handle",
    role: "slider",
    tabindex: 0,
    "aria-label": label,
    "data-part": part,
  });
  const chosen = html("span", { class: "in-chosen figures", "data-part": `${part}-value` });
  const ends = [html("span"), html("span"), html("span")] as const;
  const track = html("div", { class: "in-track" }, strip, handle);
  const bars = svg("svg", {
    class: "in-bars",
    preserveAspectRatio: "none",
    viewBox: `0 0 ${BINS} ${HEIGHT}`,
    "aria-hidden": "true",
  });
  const said = html("p", { class: "in-bars-say quiet" });
  const element = html(
    "div",
    { class: "in-bar" },
    track,
    html("div", { class: "in-ends figures" }, ...ends, chosen),
    bars,
    said,
  );
  let now: Handled | null = null;

  const text = (value: number) => String(Number(value.toPrecision(4)));
  const move = (value: number) => {
    if (!now) return;
    const { low, high } = now.scale;
    onMove(Math.min(high, Math.max(low, value)), now.scale);
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
    onGrab?.();
    move(at(event));
  });
  track.addEventListener("pointermove", (event) => track.hasPointerCapture(event.pointerId) && now && move(at(event)));
  handle.addEventListener("keydown", (event) => {
    if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
    const { low, high } = now.scale;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    const end = { Home: low, End: high }[event.key];
    if (steps === undefined && end === undefined) return;
    event.preventDefault();
    if (end !== undefined) move(end);
    else if (onStep) onStep(steps!);
    else move((Number.isFinite(now.at) ? now.at : (low + high) / 2) + steps! * (high - low) * STEP);
  });

  return {
    element,
    update(shown) {
      element.classList.toggle("empty", !shown);
      now = shown;
      handle.hidden = !now;
      if (!shown) {
        for (const one of [...ends, chosen, said]) setText(one, "");
        bars.replaceChildren();
        style(strip, { background: "var(--faint)" });
        return;
      }
      const { values, scale, at: value, spoken, hint, says } = shown;
      const { low, high } = scale;
      const stops = Array.from({ length: STOPS + 1 }, (_, i) => css(scale.rgb(low + ((high - low) * i) / STOPS)));
      style(strip, { background: `linear-gradient(to right, ${stops.join(", ")})` });
      const share = (one: number) => Math.min(1, Math.max(0, (one - low) / (high - low)));
      drawEnds(shown, share);
      drawBars(values, scale, value);
      const has = Number.isFinite(value);
      for (const [name, one] of Object.entries({
        "aria-valuemin": text(low),
        "aria-valuemax": text(high),
        "aria-valuenow": text(has ? value : low),
        "aria-valuetext": spoken,
      }))
        setAttribute(handle, name, one);
      setAttribute(handle, "title", `colours from ${shown.text(low)} to ${shown.text(high)}; ${hint}`);
      style(handle, { left: `${share(has ? value : high) * 100}%` });
      setText(said, says);
    },
  };

  function drawEnds(
    { values, scale, at: value, atText, text: print }: Handled,
    share: (value: number) => number,
  ): void {
    const width = strip.clientWidth || 300;
    const [isBelow, isAbove] = [
      values.some((one) => one < scale.low - 1e-9),
      values.some((one) => one > scale.high + 1e-9),
    ];
    const zero = scale.low < 0 && scale.high > 0;
    const texts = [
      (isBelow ? "≤ " : "") + print(scale.low),
      zero ? "0" : "",
      (isAbove ? "≥ " : "") + print(scale.high),
    ];
    const places = [0, share(0), 1];
    const mark = share(value) * width;
    const has = Number.isFinite(value);
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
  function drawBars(values: Float64Array, { low, high }: ColourScale, at: number): void {
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
}
