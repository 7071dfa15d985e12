/** The view "Detail": every operation of the forward pass, one page each, worked out on the run's own numbers. */

import { blockOf } from "../../hooks/kinds.ts";
import { wordsOf } from "../../hooks/words.ts";
import { openInspector } from "../../inspector/open.ts";
import { html, reducedMotion } from "../../marks/element.ts";
import { player } from "../../motion/player.ts";
import { browserClock, createTimeline } from "../../motion/timeline.ts";
import type { Context, View } from "../../page/context.ts";
import { onSystemTheme, toneOf } from "../../page/theme.ts";
import { going } from "./going.ts";
import { heading } from "./heading.ts";
import { detailKeys } from "./keys.ts";
import { marksOf } from "./marks.ts";
import { materialStore } from "./material.ts";
import { narration, plain } from "./narration.ts";
import type { Material, Needs, Operation, OperationFigure, Setting, Story } from "./operation.ts";
import { OPERATIONS } from "./operations/index.ts";
import { output } from "./output.ts";
import type { Page } from "./pages.ts";
import { counterpart, rail } from "./rail.ts";
import { pagesOfModel, settingOf } from "./setting.ts";
import { stepName } from "./step-name.ts";
import { worked } from "./worked.ts";

/** Below this width the words stand under the figure, and what happens now above it. */
const WIDE = "(min-width: 1241px)";

export function detail(root: HTMLElement, context: Context): View {
  const { store, session, announce } = context;
  const another = () =>
    document.querySelector<HTMLElement>('[data-part="gallery"] [data-picture]:not([hidden])')?.focus();
  const goes = going(context);
  const [steps, head] = [
    rail(context, goes.to),
    heading(context, goes.to, (name) => openInspector(context, { kind: "hook", name })),
  ];
  const [told, formula, whole] = [narration(), worked(), output(context, another)];
  const controls = player({
    toggle: () => (timeline.playing ? timeline.pause() : timeline.play()),
    seek: (step) => rest(step),
    by,
    speed: (speed) => store.set({ speed }),
    loop: (loop) => store.set({ loop }),
  });
  const slot = html("div", { class: "detail-figure", "data-part": "detail-figure" });
  const said = html("div", { class: "detail-now-place" });
  const column = html(
    "div",
    { class: "detail-column" },
    steps.element,
    head.element,
    whole.steer,
    controls.element,
    said,
    slot,
    formula.element,
    whole.element,
  );
  const aside = html("aside", { class: "detail-aside", "aria-label": "About this step" }, told.words, told.code);
  const page = html("div", { class: "detail" }, column, aside);
  root.replaceChildren(page);

  const figures = new Map<string, OperationFigure<unknown>>();
  let setting: Setting = now();
  let story: Story | null = null;
  let work: unknown = null;
  let drawn: { readonly material: Material; readonly key: string } | null = null;

  const timeline = createTimeline(browserClock, reducedMotion, {
    onMove({ step: index, progress }) {
      const step = story?.steps[index];
      if (!step) return;
      figure()?.at({ step, progress });
      if (index === shown) return;
      shown = index;
      told.at(step);
      formula.at(step);
      controls.at(index, stepName(step));
      context.marked.set(marksOf(setting, step));
    },
    onTurn(playing) {
      controls.turn(playing);
      page.classList.toggle("playing", playing);
      if (!playing) keep();
    },
  });
  let shown = -1;
  const material = materialStore(session, draw);

  function now(): Setting {
    return settingOf(store.state, session.model(), toneOf(store.state.theme));
  }

  const operation = (): Operation<unknown> | undefined => OPERATIONS[setting.page.op];

  function figure(): OperationFigure<unknown> | undefined {
    const { op } = setting.page;
    const made = figures.get(op) ?? operation()?.figure(context);
    if (made) figures.set(op, made);
    return made;
  }

  function needs(): Needs {
    const wanted = operation()?.needs(setting) ?? { tensors: [], weights: [] };
    return { ...wanted, tensors: [...new Set([...wanted.tensors, setting.hook.name])] };
  }

  function draw(): void {
    setting = now();
    steps.update(setting);
    const there = material.get(needs());
    whole.update(setting, there?.tensor(setting.hook.name) ?? null);
    if (!there) return wait();
    tell(there);
  }

  function wait(): void {
    drawn = story = null;
    const { title, paragraphs } = wordsOf(setting.hook);
    head.update(setting, title);
    told.wait(paragraphs);
    slot.classList.add("waits");
    controls.element.hidden = said.hidden = true;
    formula.wait(setting.hook.formula);
    context.marked.set(marksOf(setting, null));
  }

  function tell(there: Material): void {
    const made = operation();
    if (!made) return wait();
    const key = [setting.hook.name, ...Object.values(setting.cell), setting.tone, setting.state.range].join(" ");
    if (drawn?.material !== there || drawn.key !== key) {
      drawn = { material: there, key };
      work = made.work(setting, there);
      story = made.story(setting, work);
      slot.classList.remove("waits");
      controls.element.hidden = said.hidden = false;
      head.update(setting, story.title);
      told.load(story);
      formula.load(story);
      controls.load(story.steps.length);
      redraw();
      shown = -1;
      timeline.load(
        story.steps.map(({ seconds }) => seconds),
        timeline.playing ? timeline.position.step : store.state.at,
      );
    } else if (!timeline.playing && timeline.position.step !== clamped(store.state.at)) timeline.seek(store.state.at);
  }

  const clamped = (at: number): number => Math.min(at, (story?.steps.length ?? 1) - 1);

  function redraw(): void {
    const made = figure();
    if (!made || !story) return;
    if (slot.firstElementChild !== made.element) slot.replaceChildren(made.element);
    made.draw(setting, work);
    const { step, progress } = timeline.position;
    const at = story.steps[Math.min(step, story.steps.length - 1)];
    if (at) made.at({ step: at, progress });
  }

  /** The address follows what has come to rest. */
  function keep(): void {
    if (story) store.set({ at: timeline.position.step });
  }

  function rest(step: number): void {
    timeline.seek(step);
    keep();
    const at = story?.steps[timeline.position.step];
    if (at) announce(plain(at.say()));
  }

  function by(steps: number): void {
    rest(timeline.position.step + steps);
  }

  function movePage(by: number): void {
    const pages = pagesOfModel(setting.model);
    const next = pages[pages.indexOf(setting.page) + by];
    if (next) goes.to(next);
  }

  function nextBlock(): void {
    const { model, page: from } = setting;
    const next = ((blockOf(from.stage) ?? -1) + 1) % model.config.n_layers;
    const to: Page = counterpart(pagesOfModel(model), from, `blocks.${next}`);
    goes.to(to);
    announce(`block ${next}`);
  }

  const wide = matchMedia(WIDE);
  function place(): void {
    if (wide.matches) aside.insertBefore(told.now, told.code);
    else said.replaceChildren(told.now);
  }
  place();
  wide.addEventListener("change", place);
  let width = 0;
  const sized = new ResizeObserver(() => {
    if (slot.clientWidth === width) return;
    width = slot.clientWidth;
    redraw();
  });
  sized.observe(slot);

  const stops = [
    session.onChange(draw),
    onSystemTheme(draw),
    detailKeys({
      by,
      toggle: () => (timeline.playing ? timeline.pause() : timeline.play()),
      page: movePage,
      nextBlock,
    }),
    () => wide.removeEventListener("change", place),
    () => sized.disconnect(),
    () => context.marked.set([]),
    goes.destroy,
    material.destroy,
    timeline.destroy,
    whole.destroy,
  ];
  return {
    update(state, previous) {
      timeline.speed = Number(state.speed);
      timeline.loop = state.loop === "always";
      controls.update(state);
      if (previous && previous.hook !== state.hook) timeline.pause();
      // A term that is pressed while it plays: that is where it comes to rest.
      else if (previous && previous.at !== state.at && timeline.playing) timeline.seek(state.at);
      draw();
    },
    destroy() {
      for (const stop of stops) stop();
      for (const made of figures.values()) made.destroy();
      page.remove();
    },
  };
}
