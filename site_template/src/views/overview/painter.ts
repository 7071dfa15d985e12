/** Paints the diagram: what arrives, piece by piece and in the order of the flow; all of it when the look changes. */

import { nameOf } from "../../hooks/words.ts";
import { bars } from "../../marks/bars.ts";
import type { ColourScale } from "../../marks/colours.ts";
import { reducedMotion, setText } from "../../marks/element.ts";
import { legend } from "../../marks/legend.ts";
import { answer } from "../../page/answer.ts";
import type { State } from "../../state/table.ts";
import type { Current } from "./current.ts";
import type { Drawn } from "./diagram.ts";
import { filler } from "./filler.ts";
import { mapScaleOf } from "./map-scale.ts";
import { ANSWER, MAPS } from "./words.ts";

/** Milliseconds of a frame that painting may take. */
const PATIENCE = 6;

export interface Painter {
  arrived(name: string): void;
  /** Paints what has another look than before; `laidKey` names the layout. */
  repaint(state: State, laidKey: string): void;
  /** The class bars, precomputed or live. */
  answers(laidKey: string): void;
  /** Makes the next `repaint` paint everything. */
  renew(): void;
  destroy(): void;
}

/** What has changed comes in with the flow: from left to right, or from top to bottom. */
export function fade(element: Element): void {
  if (!reducedMotion()) element.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: 360, easing: "ease-out" });
}

/** @param settled called when all that has come is painted. */
export function createPainter(current: Current, legendPlace: HTMLElement, settled: () => void): Painter {
  const boxes = filler(current);
  const scale = mapScale(current, legendPlace);
  const all = () => [...current.drawing.boxes.values()];
  const stations = () => all().filter(({ box }) => box.kind === "station");
  const arrivals = queue(paintSome);
  const look = looks(current);
  const answers = answerBars(current);

  /** Paints for a part of a frame, and goes on in the next one: nothing that moves is held up. */
  function paintSome(waiting: Set<string>): void {
    const until = performance.now() + PATIENCE;
    if (scale.update(current.context.store.state)) for (const { box } of stations()) waiting.add(box.stage);
    for (const name of [...waiting]) {
      waiting.delete(name);
      for (const drawn of all().filter(({ box }) => (box.hook?.name ?? box.stage) === name)) {
        boxes.fill(drawn, scale.now, true);
        if (drawn.box.kind !== "panel") fade(drawn.element.querySelector("canvas") ?? drawn.element);
      }
      if (performance.now() > until) break;
    }
    if (waiting.size > 0) return;
    for (const drawn of stations()) boxes.fill(drawn, scale.now, false);
    settled();
  }

  /** All of it, when something has changed that is no arrival: the theme, the head, the token, the layout. */
  function repaint(state: State, laidKey: string): void {
    const changed = look.update(state, laidKey);
    if (!changed) return;
    scale.update(state);
    for (const drawn of all()) boxes.fill(drawn, scale.now, drawn.box.kind !== "tensor" || changed(drawn));
    settled();
  }

  return {
    arrived: arrivals.add,
    repaint,
    answers: (laidKey) => answers(laidKey) && settled(),
    renew: look.renew,
    destroy: arrivals.stop,
  };
}

/** Names that have come and are not painted yet, in their order; some of them are taken each frame. */
function queue(take: (waiting: Set<string>) => void): { add(name: string): void; stop(): void } {
  const waiting = new Set<string>();
  let frame = 0;
  function next(): void {
    frame = 0;
    take(waiting);
    if (waiting.size > 0) frame = requestAnimationFrame(next);
  }
  return {
    add(name) {
      waiting.add(name);
      if (frame === 0) frame = requestAnimationFrame(next);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

/** The scale of the small pictures with its legend; `update` tells whether it is another one than before. */
function mapScale(
  current: Current,
  place: HTMLElement,
): { readonly now: ColourScale | null; update(state: State): boolean } {
  let now: ColourScale | null = null;
  let drawn = "";
  return {
    get now() {
      return now;
    },
    update(state) {
      now = mapScaleOf(current, state);
      const key = JSON.stringify([now?.low, now?.high, now?.kind, current.tone(), state.maps]);
      if (key === drawn) return false;
      drawn = key;
      place.replaceChildren(...(now ? [legend(now, MAPS.legend[state.maps])] : []));
      return true;
    },
  };
}

/** Remembers how all was painted; `update` tells which tensors look different now, or null where nothing does. */
function looks(current: Current): {
  update(state: State, laidKey: string): ((drawn: Drawn) => boolean) | null;
  renew(): void;
} {
  let [paintedKey, paintedLook, paintedHead] = ["", "", -1];
  return {
    update(state, laidKey) {
      const [tone, head] = [current.tone(), current.head()];
      const outcome = current.context.session.outcome.kind;
      const seen = [laidKey, tone, state.maps, state.range, head, current.token(), current.pixels !== null, outcome];
      const key = JSON.stringify(seen);
      if (key === paintedKey) return null;
      const look = `${laidKey} ${tone} ${state.range}`;
      const [renewed, headed] = [look !== paintedLook, head !== paintedHead];
      [paintedKey, paintedLook, paintedHead] = [key, look, head];
      return ({ box }) => renewed || (headed && box.hook!.dims.includes("head"));
    },
    renew: () => void (paintedKey = ""),
  };
}

/** Draws the class bars where they are others than before, and tells whether they are. */
function answerBars(current: Current): (laidKey: string) => boolean {
  let drawn = "";
  return (laidKey) => {
    const last = [...current.drawing.boxes.values()].find(({ box }) => box.kind === "answer");
    if (!last) return false;
    const { items, from } = answer(current.context);
    const key = JSON.stringify([items, laidKey]);
    if (key === drawn) return false;
    drawn = key;
    const hook = last.box.hook!;
    bars(last.element.querySelector("ol")!, items.slice(0, 3));
    setText(last.element.querySelector('[data-part="answer-from"]')!, ANSWER.from(nameOf(hook), hook.name, from));
    return true;
  };
}
