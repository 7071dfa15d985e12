/** When a measurement begins: by itself when it is looked at and quick, else by a button, which ends it as well. */
import { button, html, setText } from "../../../marks/element.ts";
import type { Session } from "../../../page/session.ts";
import type { Scene } from "../scene.ts";
import { effectPanelWords, measureWords } from "../words/effect.ts";
import { type Measure, runsOf } from "./measure.ts";

/** A measurement that takes no longer, in milliseconds, begins by itself when it is looked at. */
const QUICK = 6000;
const REST = 500;

export interface Begin {
  readonly element: HTMLElement;
  /** Something else may have to be measured now. */
  follow(scene: Scene): void;
  /** The button and how far it is. */
  update(scene: Scene): void;
  destroy(): void;
}

/** @param looked what has to be in sight. */
export function begin(session: Session, measure: Measure, looked: HTMLElement): Begin {
  let scene: Scene | null = null;
  let [seen, timer] = [false, 0];
  /** When a measurement last began by itself. */
  let begun = -Infinity;
  const start = button({ class: "plain-button", "data-part": "measure" }, "", () => {
    // Who was about to begin it does not stop what has just begun by itself.
    if (!scene || performance.now() - begun < REST) return;
    if (measure.of(scene)?.isRunning) measure.stop();
    else measure.start(scene);
  });
  const going = html("progress", { max: 1, value: 0, "aria-label": effectPanelWords.progress, hidden: true });
  const eye = new IntersectionObserver((entries) => {
    seen = entries.at(-1)!.isIntersecting;
    if (scene) soon(scene);
  });
  eye.observe(looked);

  function soon(now: Scene): void {
    clearTimeout(timer);
    const isWanted = seen && !measure.of(now) && now.data.streams() !== null;
    if (!isWanted || !(timeOf(session, measure, now) <= QUICK)) return;
    timer = window.setTimeout(() => {
      begun = performance.now();
      measure.start(now);
    }, REST);
  }

  return {
    element: html("span", { class: "ia-measure", "data-no-export": true }, start, going),
    follow(next) {
      scene = next;
      soon(next);
    },
    update(next) {
      const there = measure.of(next);
      const [done, all] = [there?.done ?? 0, runsOf(next)];
      going.hidden = !there?.isRunning;
      going.value = done / Math.max(1, all);
      start.hidden = done === all;
      start.disabled = next.data.streams() === null;
      const time = (timeOf(session, measure, next) * (all - done)) / all;
      const text = there?.isRunning
        ? measureWords.stop(done, all)
        : measureWords.start(there !== null, all - done, time);
      setText(start, text);
    },
    destroy() {
      clearTimeout(timer);
      eye.disconnect();
    },
  };
}

/** Milliseconds that all runs take, as far as can be known; NaN where nobody knows. */
function timeOf({ outcome }: Session, { pace }: Measure, scene: Scene): number {
  const one = Number.isNaN(pace) ? (outcome.kind === "done" ? outcome.result.milliseconds : NaN) : pace;
  return one * runsOf(scene);
}
