/** The view "Interaction": which patch takes from which, and whether the model can do without the rest. */

import { progress, statusText } from "../../controls/progress.ts";
import { createActs } from "../../edits/acts.ts";
import { createEditedRuns } from "../../edits/run.ts";
import { hasPatterns } from "../../hooks/blocks.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { button, html, reducedMotion, setText } from "../../marks/element.ts";
import { player } from "../../motion/player.ts";
import { browserClock, createTimeline } from "../../motion/timeline.ts";
import type { Context, View } from "../../page/context.ts";
import { onHeld, onUndo } from "../../page/keyboard.ts";
import { seenPixels } from "../../page/seen.ts";
import { onSystemTheme } from "../../page/theme.ts";
import { at } from "./blend.ts";
import { controls } from "./controls.ts";
import { cutPanel } from "./cut-panel.ts";
import { createLoader } from "./data.ts";
import { effectPanel } from "./effect-panel.ts";
import { experimentPanel } from "./experiment-panel.ts";
import { largeFigure } from "./large.ts";
import { indicatorMatrix } from "./matrix.ts";
import { createMeasure } from "./measure.ts";
import { multiples } from "./multiples.ts";
import { createPlanner } from "./plan.ts";
import { reader } from "./reading.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { blockText, patchOf } from "./settings.ts";
import { strip } from "./strip.ts";
import { headingOf, wordsBeside } from "./words.ts";

/** Milliseconds by which words and panels are behind. */
const LATER = 80;
/** Seconds from one block to the next. */
const PACE = 0.9;
/** With more blocks than this the figure takes the whole width, and the words stand below it. */
const MANY = 8;

export function interaction(root: HTMLElement, context: Context): View {
  const { store, session, pointed, announce } = context;
  const heading = html("h1", { "data-part": "interaction-title" });
  const says = html("p", { class: "in-says quiet", "data-part": "interaction-says" });
  const again = button({ class: "plain-button", hidden: true, "data-part": "interaction-retry" }, "Try again", () =>
    session.run(),
  );
  const thin = progress();
  const loader = createLoader(context, () => draw());
  const acts = createActs(context);
  const reading = reader();
  const sentence = controls(context);
  const large = largeFigure(context, acts, reading);
  const blocks = multiples(context, reading);
  const matrix = indicatorMatrix(context);
  const figures = [large, blocks, matrix];
  const runs = createEditedRuns(session, () => answer());
  const plan = createPlanner();
  const cut = cutPanel(context, acts);
  const measure = createMeasure(session, () => last && effect.update(last));
  const effect = effectPanel(context, measure);
  const below = strip(context, acts);
  const experiment = experimentPanel(context);
  const prose = html("div", { class: "in-words words", "data-part": "interaction-words" });

  const timeline = createTimeline(browserClock, reducedMotion, {
    onMove({ step, progress: share }) {
      const place = { from: Math.max(0, step - 1), to: step, share };
      controlsOfDepth.at(step, `block ${step}`);
      if (!timeline.playing) return;
      large.between(place);
      blocks.passing(step);
    },
    onTurn(playing) {
      controlsOfDepth.turn(playing);
      if (!playing) rest(timeline.position.step);
    },
  });
  const controlsOfDepth = player({
    toggle: () => (timeline.playing ? timeline.pause() : timeline.play()),
    seek: (step) => rest(step),
    by: (steps) => rest(Math.min(session.model().config.n_layers - 1, Math.max(0, scene().block + steps))),
    speed: (speed) => store.set({ speed }),
    loop: (loop) => store.set({ loop }),
  });

  function rest(step: number): void {
    const { n_layers } = session.model().config;
    store.set({ block: blockText(step, n_layers) });
    draw();
    announce(`block ${step}`);
  }

  const side = html("div", { class: "in-side" }, blocks.element, matrix.element);
  const left = html("div", { class: "ia-left" }, large.element, below.element, controlsOfDepth.element);
  const figure = html("div", { class: "in-figure" }, left, side);
  const page = html(
    "div",
    { class: "interaction" },
    html("header", { class: "in-header" }, heading, sentence.element, says, again, thin.element),
    figure,
    prose,
    html("div", { class: "in-panels", "data-part": "panels" }, cut.element, effect.element, experiment.element),
    reading.element,
  );
  root.replaceChildren(page);

  const seen = seenPixels(session, () => draw());

  /** A patch under the pointer on the picture is tried out: the figure follows, the words wait. */
  function tried(): number | null {
    const grid = gridOf(session.model().config);
    if (pointed.token === null || !pointed.onPicture || pointed.token < grid.prefix) return null;
    const patch = pointed.token - grid.prefix;
    return patch === patchOf(store.state, grid) ? null : patch;
  }

  const scene = (): Scene => sceneOf(context, store.state, loader.data, seen(), tried());
  let last: Scene | null = null;
  let laidFor = "";
  function draw(): void {
    loader.follow();
    const now = scene();
    last = now;
    setText(heading, headingOf(now));
    page.classList.toggle("deep", now.data.blocks > MANY);
    depth(now);
    for (const part of now.passing ? figures : [sentence, ...figures]) part.update(now);
    if (timeline.playing) large.between({ ...at(timeline.position.step), share: timeline.position.progress });
    origin(now);
    page.dataset["state"] = now.data.origin === "live" ? (loader.settled ? "live" : "arriving") : now.data.origin;
    page.dataset["passing"] = String(now.passing);
    if (now.passing) return;
    runs.follow(now.contract, plan(now));
    answer();
    soon();
  }

  /** What the edits do: while they are dragged, this is all that has to keep up, beside the figure itself. */
  function answer(): void {
    if (!last || last.passing) return;
    const planned = plan(last);
    cut.update(last, planned, runs);
    below.update(last, planned, runs);
  }

  /** Words and panels follow a moment later: nothing that is dragged waits for them. */
  function soon(): void {
    later ||= window.setTimeout(() => {
      later = 0;
      if (!last) return;
      write(wordsBeside(context, last));
      effect.update(last);
      experiment.update(last);
    }, LATER);
  }
  let later = 0;

  /** The timeline has one step a block, and stands at the one that is shown. */
  function depth(now: Scene): void {
    const key = `${now.model.id} ${now.data.blocks}`;
    if (key !== laidFor) {
      laidFor = key;
      timeline.load(
        Array.from({ length: now.data.blocks }, () => PACE),
        now.block,
      );
      controlsOfDepth.load(now.data.blocks);
      controlsOfDepth.at(now.block, `block ${now.block}`);
    } else if (!timeline.playing && timeline.position.step !== now.block) timeline.seek(now.block);
    controlsOfDepth.update(now.state);
  }

  // Only what differs: a link that has the focus keeps it.
  function write(paragraphs: readonly HTMLElement[]): void {
    const same =
      paragraphs.length === prose.children.length && paragraphs.every((one, i) => one.isEqualNode(prose.children[i]!));
    if (!same) prose.replaceChildren(...paragraphs);
  }

  /** Where the numbers are from; what is missing, and why. */
  function origin({ data }: Scene): void {
    const { outcome, status } = session;
    const failed = outcome.kind === "failed";
    thin.update(status);
    again.hidden = !failed;
    setText(
      says,
      [
        originText(
          data.origin,
          statusText(status),
          loader.settled,
          failed ? `${outcome.message.replace(/\.$/, "")}. ${outcome.hint}` : null,
        ),
        loader.trouble,
        hasPatterns(data.model) ? "" : NO_PATTERNS,
      ]
        .filter(Boolean)
        .join(" "),
    );
  }

  const stops = [
    session.onChange(draw),
    onSystemTheme(draw),
    pointed.onChange(() => (tried() !== null || last?.passing) && draw()),
    onHeld("h", (held) => large.bare(held)),
    onUndo(() => acts.canUndo, acts.undo),
    () => timeline.destroy(),
    () => clearTimeout(later),
  ];
  return {
    update(state, previous) {
      timeline.speed = Number(state.speed);
      timeline.loop = state.loop === "always";
      if (previous && timeline.playing && (previous.block !== state.block || previous.figure !== state.figure))
        timeline.pause();
      draw();
    },
    destroy() {
      for (const stop of stops) stop();
      for (const part of [sentence, ...figures]) part.destroy();
      runs.destroy();
      effect.destroy();
      experiment.destroy();
      measure.destroy();
      loader.destroy();
      page.remove();
    },
  };
}

const NO_PATTERNS = "This model has no attention pattern over all its tokens, so there is no interaction to show.";

function originText(origin: Scene["data"]["origin"], status: string, settled: boolean, failure: string | null): string {
  if (origin === "live")
    return settled
      ? "Every number here was computed by the model in this page."
      : "The model has run; its tensors are coming in.";
  if (origin === "precomputed")
    return failure
      ? `${failure} The maps are painted from precomputed attention, to 1/255; nothing can be run again.`
      : `Painted from precomputed attention, to 1/255, until the model has run here (${status}).`;
  return failure ?? `The figures wait for the attention patterns of the run (${status}).`;
}
