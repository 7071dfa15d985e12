/** Paints the diagram: what arrives, piece by piece and in the order of the flow; all of it when the look changes. */

import { nameOf } from "../../hooks/words.ts";
import { bars } from "../../marks/bars.ts";
import { type ColourScale, scaleFor, signedScale } from "../../marks/colours.ts";
import { reducedMotion, setText } from "../../marks/element.ts";
import { legend } from "../../marks/legend.ts";
import { magnitudeAt } from "../../maths/statistics.ts";
import { answer } from "../../page/answer.ts";
import type { State } from "../../state/table.ts";
import { filler } from "./filler.ts";
import type { Scene } from "./scene.ts";

/** Share of the cosines that the colours reach. */
const USUAL = 0.98;
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
export function createPainter(scene: Scene, legendPlace: HTMLElement, settled: () => void): Painter {
  const { store, session } = scene.context;
  const boxes = filler(scene);
  let mapScale: ColourScale | null = null;
  let paintKey = "";

  function scaleOfMaps(state: State): ColourScale {
    const grid = scene.grid();
    const all = [...scene.flow.maps.values()].map(({ values }) => values.subarray(grid.prefix));
    const joined = new Float32Array(all.reduce((sum, one) => sum + one.length, 0));
    all.reduce((at, one) => (joined.set(one, at), at + one.length), 0);
    if (state.maps === "attention") return scaleFor(joined, scene.tone(), state.range);
    const most = joined.reduce((reach, value) => Math.max(reach, Math.abs(value)), 0);
    const usual = state.range === "most" ? magnitudeAt(joined, USUAL) : most;
    const reach = Math.max(0.1, Math.ceil(usual * 20) / 20);
    return signedScale(reach, scene.tone(), most > reach);
  }

  /** What has come and is not painted yet, in the order of the scene.flow. */
  const fresh = new Set<string>();
  let pending = 0;
  function arrived(name: string): void {
    fresh.add(name);
    if (pending === 0) pending = requestAnimationFrame(paintSome);
  }

  /** Paints for a part of a frame, and goes on in the next one: nothing that moves is held up. */
  function paintSome(): void {
    pending = 0;
    const until = performance.now() + PATIENCE;
    const state = store.state;
    if (rescaled(state))
      for (const { box } of scene.drawing.boxes.values()) if (box.kind === "station") fresh.add(box.stage);
    for (const name of [...fresh]) {
      fresh.delete(name);
      for (const drawn of scene.drawing.boxes.values())
        if ((drawn.box.hook?.name ?? drawn.box.stage) === name) {
          boxes.fill(drawn, mapScale, true);
          if (drawn.box.kind !== "panel") fade(drawn.element.querySelector("canvas") ?? drawn.element);
        }
      if (performance.now() > until) break;
    }
    if (fresh.size > 0) pending = requestAnimationFrame(paintSome);
    else {
      for (const drawn of scene.drawing.boxes.values())
        if (drawn.box.kind === "station") boxes.fill(drawn, mapScale, false);
      settled();
    }
  }

  let drawnScale = "";
  /** Whether the scale of the small pictures is another one than before. */
  function rescaled(state: State): boolean {
    mapScale = scene.flow.maps.size > 0 ? scaleOfMaps(state) : null;
    const key = JSON.stringify([mapScale?.low, mapScale?.high, mapScale?.kind, scene.tone(), state.maps]);
    if (key === drawnScale) return false;
    drawnScale = key;
    legendPlace.replaceChildren(
      ...(mapScale ? [legend(mapScale, state.maps === "attention" ? "mean attention" : "cosine similarity")] : []),
    );
    return true;
  }

  /** All of it, when something has changed that is no arrival: the theme, the head, the token, the layout. */
  function repaint(state: State, laidKey: string): void {
    const key = JSON.stringify([
      laidKey,
      scene.tone(),
      state.maps,
      state.range,
      scene.head(),
      scene.token(),
      scene.pixels !== null,
      session.outcome.kind,
    ]);
    if (key === paintKey) return;
    const look = `${laidKey} ${scene.tone()} ${state.range}`;
    const [looks, headed] = [look !== paintedLook, scene.head() !== paintedHead];
    [paintKey, paintedLook, paintedHead] = [key, look, scene.head()];
    rescaled(state);
    for (const drawn of scene.drawing.boxes.values()) {
      const { kind, hook } = drawn.box;
      boxes.fill(drawn, mapScale, kind !== "tensor" || looks || (headed && hook!.dims.includes("head")));
    }
    settled();
  }
  let [paintedLook, paintedHead] = ["", -1];

  let answered = "";
  function answers(laidKey: string): void {
    const last = [...scene.drawing.boxes.values()].find(({ box }) => box.kind === "answer");
    if (!last) return;
    const { items, from } = answer(scene.context);
    const key = JSON.stringify([items, laidKey]);
    if (key === answered) return;
    answered = key;
    bars(last.element.querySelector("ol")!, items.slice(0, 3));
    setText(
      last.element.querySelector('[data-part="answer-from"]')!,
      `${nameOf(last.box.hook!)}, ${last.box.hook!.name}, ${from}: `,
    );
    settled();
  }

  return {
    arrived,
    repaint,
    answers,
    renew: () => void (paintKey = ""),
    destroy: () => cancelAnimationFrame(pending),
  };
}
