/** What the page tells at present: the setting's operation worked out, its story on a timeline, its figure. */
import { reducedMotion } from "../../marks/element.ts";
import { browserClock, createTimeline, type Timeline, type TimelineEvents } from "../../motion/timeline.ts";
import type { Context } from "../../page/context.ts";
import { toneOf } from "../../page/theme.ts";
import { type FigureShelf, figureShelf } from "./figure-shelf.ts";
import { marksOf } from "./marks.ts";
import { materialStore } from "./material.ts";
import { plain } from "./narration.ts";
import type { Material, Needs, Operation, Setting, Step, Story } from "./operation.ts";
import { OPERATIONS } from "./operations/index.ts";
import type { Parts } from "./parts.ts";
import { settingOf } from "./setting.ts";
import { stepName } from "./words.ts";

export interface Presentation {
  readonly setting: Setting;
  readonly timeline: Timeline;
  /** After any change of state, run or theme. */
  draw(): void;
  /** The figure alone: its room has changed. */
  redraw(): void;
  /** Comes to rest at a step. */
  rest(step: number): void;
  destroy(): void;
}

/** One operation worked out. */
interface Told {
  readonly material: Material;
  readonly key: string;
  readonly work: unknown;
  readonly story: Story;
}

/** What is shown; `step` is the one whose words stand there, -1 for none yet. */
interface Shown {
  setting: Setting;
  told: Told | null;
  step: number;
}

const present = ({ store, session }: Context): Setting =>
  settingOf(store.state, session.model(), toneOf(store.state.theme));

// Long because its parts, a few lines each, share the timeline and what is shown.
export function presentation(context: Context, parts: Parts): Presentation {
  const { store, session, announce } = context;
  const figures = figureShelf(context, parts.slot);
  const shown: Shown = { setting: present(context), told: null, step: -1 };
  const timeline = createTimeline(browserClock, reducedMotion, eventsOf(context, parts, figures, shown, keep));
  const material = materialStore(session, draw);
  const stepAt = (index: number): Step | undefined => shown.told?.story.steps[clamped(index)];
  const clamped = (at: number): number => Math.min(at, (shown.told?.story.steps.length ?? 1) - 1);

  function draw(): void {
    shown.setting = present(context);
    const { setting } = shown;
    const operation = OPERATIONS[setting.page.op];
    parts.rail.update(setting);
    const there = material.get(needsOf(setting, operation));
    parts.output.update(setting, there?.tensor(setting.hook.name) ?? null);
    if (there && operation) return tell(there, operation);
    shown.told = null;
    parts.wait(setting);
    context.marked.set(marksOf(setting, null));
  }

  function tell(there: Material, operation: Operation<unknown>): void {
    const { setting, told } = shown;
    if (told?.material === there && told.key === keyOf(setting)) return follow();
    shown.told = toldOf(setting, there, operation);
    const { story } = shown.told;
    parts.load(setting, story);
    redraw();
    shown.step = -1;
    const seconds = story.steps.map((step) => step.seconds);
    timeline.load(seconds, timeline.playing ? timeline.position.step : store.state.at);
  }

  /** The address may name another step of the same story. */
  function follow(): void {
    if (!timeline.playing && timeline.position.step !== clamped(store.state.at)) timeline.seek(store.state.at);
  }

  function redraw(): void {
    if (!shown.told) return;
    const { step: index, progress } = timeline.position;
    const step = stepAt(index);
    figures.draw(shown.setting, shown.told.work, step ? { step, progress } : null);
  }

  /** The address follows what has come to rest. */
  function keep(): void {
    if (shown.told) store.set({ at: timeline.position.step });
  }

  function rest(index: number): void {
    timeline.seek(index);
    keep();
    const step = stepAt(timeline.position.step);
    if (step) announce(plain(step.say()));
  }

  function destroy(): void {
    context.marked.set([]);
    for (const one of [material, timeline, figures]) one.destroy();
  }

  return {
    get setting() {
      return shown.setting;
    },
    timeline,
    draw,
    redraw,
    rest,
    destroy,
  };
}

/** Figure, words and marks on the picture follow the timeline; the address does once it rests. */
function eventsOf(
  context: Context,
  parts: Parts,
  figures: FigureShelf,
  shown: Shown,
  onRest: () => void,
): TimelineEvents {
  return {
    onMove({ step: index, progress }) {
      const step = shown.told?.story.steps[index];
      if (!step) return;
      figures.at(shown.setting, { step, progress });
      if (index === shown.step) return;
      shown.step = index;
      parts.narration.at(step);
      parts.worked.at(step);
      parts.player.at(index, stepName(step.phase, step.index, step.count));
      context.marked.set(marksOf(shown.setting, step));
    },
    onTurn(playing) {
      parts.player.turn(playing);
      parts.page.classList.toggle("playing", playing);
      if (!playing) onRest();
    },
  };
}

function toldOf(setting: Setting, material: Material, operation: Operation<unknown>): Told {
  const work = operation.work(setting, material);
  return { material, key: keyOf(setting), work, story: operation.story(setting, work) };
}

function needsOf(setting: Setting, operation: Operation<unknown> | undefined): Needs {
  const wanted = operation?.needs(setting) ?? { tensors: [], weights: [] };
  return { ...wanted, tensors: [...new Set([...wanted.tensors, setting.hook.name])] };
}

/** What a working depends on, beside the run. */
const keyOf = ({ hook, cell, tone, state }: Setting): string =>
  [hook.name, ...Object.values(cell), tone, state.range].join(" ");
