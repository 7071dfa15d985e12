/** Lays the diagram out for the room there is: across or down, with the open block unfolded. */

import { blockOf } from "../../hooks/kinds.ts";
import { imageSize } from "../../hooks/sizes.ts";
import { reducedMotion, setAttribute, style } from "../../marks/element.ts";
import type { State } from "../../state/table.ts";
import { across } from "./across.ts";
import type { Current } from "./current.ts";
import { down } from "./down.ts";
import type { Page } from "./page.ts";
import { type Layout, type Plan, planOf } from "./shapes.ts";

/** Narrower than this the flow runs downwards. */
const NARROW = 560;

export interface Arranging {
  /** Names the layout; empty before the first. */
  readonly key: string;
  /** Whether anything lies elsewhere than before. */
  lay(state: State): boolean;
}

export function arranging(current: Current, page: Page): Arranging {
  const { drawing } = current;
  let key = "";

  function lay(state: State): boolean {
    const model = current.model();
    const width = Math.floor(page.element.clientWidth);
    if (width === 0) return false;
    const plan = planOf(model.hooks, imageSize(model.config));
    const open = openBlock(plan, state);
    const room = `${model.id} ${width < NARROW ? "down" : "across"} ${width}`;
    if (`${room} ${open}` === key) return false;
    const isNew = !key.startsWith(`${room} `);
    key = `${room} ${open}`;
    if (isNew) current.painted.clear();
    draw((width < NARROW ? down : across)(plan, width, open), room, isNew);
    for (const { element, box } of drawing.boxes.values())
      if (box.kind === "station") setAttribute(element, "aria-expanded", String(blockOf(box.stage) === open));
    return true;
  }

  function draw(layout: Layout, room: string, isNew: boolean): void {
    const { frame } = page;
    const before = frame.clientHeight;
    frame.dataset["direction"] = layout.direction;
    style(frame, { height: `${layout.height}px` });
    if (!isNew) glide(page.below, before - layout.height);
    drawing.lay(layout, room);
  }

  return {
    get key() {
      return key;
    },
    lay,
  };
}

const openBlock = ({ blocks }: Plan, { open }: State): number | null =>
  /^\d+$/.test(open) && blocks.some(({ stage }) => String(blockOf(stage)) === open) ? Number(open) : null;

/** What stands below the diagram glides to its new place. */
function glide(below: readonly HTMLElement[], from: number): void {
  if (reducedMotion()) return;
  for (const one of below)
    one.animate([{ transform: `translateY(${from}px)` }, { transform: "none" }], {
      duration: 340,
      easing: "cubic-bezier(0.2, 0.7, 0.3, 1)",
    });
}
