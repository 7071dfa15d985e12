/** Play, pause, step either way, scrub, speed, loop: the controls of the timeline. */
import { button, html, setAttribute, setText, style, svg } from "../marks/element.ts";
import type { State } from "../state/table.ts";
import * as words from "./words.ts";

export interface Player {
  readonly element: HTMLElement;
  /** How many steps there are. */
  load(steps: number): void;
  /** Stands at a step, which this is the name of. */
  at(index: number, name: string): void;
  turn(playing: boolean): void;
  update(state: State): void;
}

export interface PlayerActs {
  toggle(): void;
  /** Comes to rest at a step. */
  seek(step: number): void;
  by(steps: number): void;
  speed(speed: State["speed"]): void;
  loop(loop: State["loop"]): void;
}

const SPEEDS: readonly State["speed"][] = ["0.25", "0.5", "1", "2", "4"];
const PLAY = "M8 5.5v13l11-6.5z";
const PAUSE = "M7 5.5h3.6v13H7zM13.4 5.5H17v13h-3.6z";

export function player(acts: PlayerActs): Player {
  const { element, shape, play, back, on, slider, where, speed, loop } = partsOf(acts);
  return {
    element,
    load(steps) {
      slider.max = String(steps - 1);
      element.classList.toggle("single", steps < 2);
    },
    at(index, name) {
      slider.value = String(index);
      style(slider, { "--done": `${(100 * index) / Math.max(1, Number(slider.max))}%` });
      setText(where, name);
      slider.setAttribute("aria-valuetext", name);
      setAttribute(back, "aria-disabled", index === 0 ? "true" : null);
      setAttribute(on, "aria-disabled", index === Number(slider.max) ? "true" : null);
    },
    turn(playing) {
      shape.setAttribute("d", playing ? PAUSE : PLAY);
      play.setAttribute("aria-label", playing ? words.PAUSE : words.PLAY);
    },
    update(state) {
      speed.value = state.speed;
      loop.setAttribute("aria-pressed", String(state.loop === "always"));
    },
  };
}

function partsOf(acts: PlayerActs) {
  const shape = svg("path", { d: PLAY });
  const play = html(
    "button",
    { type: "button", class: "play", "data-part": "play", "aria-label": words.PLAY },
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, shape),
  );
  play.addEventListener("click", acts.toggle);
  const back = button({ class: "player-step", "data-part": "step-back" }, words.BACK, () => acts.by(-1));
  const on = button({ class: "player-step", "data-part": "step-on" }, words.ON, () => acts.by(1));
  const range = { type: "range", min: 0, step: 1, "aria-label": words.STEP };
  const slider = html("input", { class: "scrub", "data-part": "scrub", ...range });
  slider.addEventListener("input", () => acts.seek(Number(slider.value)));
  const where = html("span", { class: "player-where figures", "data-part": "player-where" });
  const speeds = SPEEDS.map((one) => html("option", { value: one }, words.times(one)));
  const speed = html("select", { class: "speed", "aria-label": words.SPEED, "data-part": "speed" }, ...speeds);
  speed.addEventListener("change", () => acts.speed(speed.value as State["speed"]));
  const loop = button({ class: "player-loop", "data-part": "loop", "aria-pressed": "false" }, words.LOOP, () =>
    acts.loop(loop.getAttribute("aria-pressed") === "true" ? "once" : "always"),
  );
  const group = { role: "group", "aria-label": words.ANIMATION, "data-part": "player", "data-no-export": true };
  const element = html("div", { class: "player", ...group }, play, back, on, slider, where, speed, loop);
  return { element, shape, play, back, on, slider, where, speed, loop };
}
