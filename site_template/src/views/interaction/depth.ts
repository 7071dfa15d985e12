/** The walk through depth: one step a block, played or stepped; the figure stands at the one that is shown. */
import type { Part } from "../../figures/blocks/scene.ts";
import { reducedMotion } from "../../marks/element.ts";
import { type Player, player } from "../../motion/player.ts";
import { browserClock, createTimeline, type Timeline } from "../../motion/timeline.ts";
import type { Context } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import { at, type Between } from "./blend.ts";
import type { Scene } from "./scene.ts";
import { blockText } from "./settings.ts";
import { stepWords } from "./words/figure.ts";

/** Seconds from one block to the next. */
const PACE = 0.9;

/** What follows the walk. */
export interface Walked {
  /** Shows what lies between two blocks. */
  between(place: Between): void;
  /** Marks the block that is passed. */
  passing(block: number): void;
  draw(): void;
}

export interface Depth extends Part<Scene> {
  /** The state's pace; another block or figure than the one that is played pauses it. */
  follow(state: State, previous: State | null): void;
}

export function depth(context: Context, walked: Walked): Depth {
  const { store, session, announce } = context;
  let scene: Scene | null = null;
  let laidFor = "";
  const timeline: Timeline = createTimeline(browserClock, reducedMotion, {
    onMove({ step, progress: share }) {
      controls.at(step, stepWords(step));
      if (!timeline.playing) return;
      walked.between({ from: Math.max(0, step - 1), to: step, share });
      walked.passing(step);
    },
    onTurn(playing) {
      controls.turn(playing);
      if (!playing) rest(timeline.position.step);
    },
  });
  const controls: Player = player({
    toggle: () => (timeline.playing ? timeline.pause() : timeline.play()),
    seek: (step) => rest(step),
    by: (steps) => scene && rest(Math.min(scene.data.blocks - 1, Math.max(0, scene.block + steps))),
    speed: (speed) => store.set({ speed }),
    loop: (loop) => store.set({ loop }),
  });

  function rest(step: number): void {
    store.set({ block: blockText(step, session.model().config.n_layers) });
    walked.draw();
    announce(stepWords(step));
  }

  function lay({ data: { blocks }, block }: Scene): void {
    const steps = Array.from({ length: blocks }, () => PACE);
    timeline.load(steps, block);
    controls.load(blocks);
    controls.at(block, stepWords(block));
  }

  return {
    element: controls.element,
    update(next) {
      scene = next;
      const key = `${next.model.id} ${next.data.blocks}`;
      if (key !== laidFor) lay(next);
      else if (!timeline.playing && timeline.position.step !== next.block) timeline.seek(next.block);
      laidFor = key;
      controls.update(next.state);
      if (timeline.playing) walked.between({ ...at(timeline.position.step), share: timeline.position.progress });
    },
    follow(state, previous) {
      timeline.speed = Number(state.speed);
      timeline.loop = state.loop === "always";
      const isLeft = previous && (previous.block !== state.block || previous.figure !== state.figure);
      if (isLeft && timeline.playing) timeline.pause();
    },
    destroy: () => timeline.destroy(),
  };
}
