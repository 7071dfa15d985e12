/**
 * The frame of a view that goes block by block: a title and a sentence of controls, where the numbers are from and the
 * way on where the model is not there, a large figure with small ones beside it, words, and panels below.
 *
 * The view hands over its parts and draws nothing itself: the frame follows the run, the theme and the pointer, makes
 * the scene of the moment, and gives it to the parts. While the pointer tries something out on the picture, only the
 * figures are told.
 */
import { loadButton } from "../../controls/load-button.ts";
import { progress, statusText } from "../../controls/progress.ts";
import { hasPatterns } from "../../hooks/blocks.ts";
import { html, setText } from "../../marks/element.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Context } from "../../page/context.ts";
import type { Follower } from "../../page/following.ts";
import { onHeld } from "../../page/keyboard.ts";
import { seenPixels } from "../../page/seen.ts";
import type { Session } from "../../page/session.ts";
import { onSystemTheme } from "../../page/theme.ts";
import { whyFailed } from "../../page/words.ts";
import type { BlockData } from "./run-data.ts";
import type { BlockScene, Part } from "./scene.ts";
import { ARRIVING, LIVE } from "./words.ts";

/** With more blocks than this the figure takes the whole width, and the words stand below it. */
const MANY = 8;

/** What the view says; what it has in common with others is in `words.ts` beside this file. */
export interface FrameWords<Scene> {
  title(scene: Scene): string;
  /** One element a paragraph. */
  beside(scene: Scene): readonly HTMLElement[];
  /** Painted from the builder's maps until the run is there; how far it is. */
  untilTheRun(status: string): string;
  /** Painted from the builder's maps because the run has failed; why. */
  withoutARun(why: string): string;
  /** Nothing is painted before the run is there; how far it is. */
  waiting(status: string): string;
  /** What is lacking where a model has no attention patterns over all its tokens. */
  readonly withoutPatterns: string;
}

export interface FrameShape<Scene extends BlockScene, Tried> {
  /** The view's name: the class of its page, and how the names of its parts begin. */
  readonly name: string;
  readonly words: FrameWords<Scene>;
  readonly loader: Follower<BlockData>;
  /** What the pointer tries out on the picture; null where it does not. */
  tried(): Tried | null;
  scene(pixels: Pixels | null, tried: Tried | null): Scene;
  /** The sentence of controls in the header. */
  readonly controls: Part<Scene>;
  /** What follows the pointer too, in the order in which it is drawn. */
  readonly figures: readonly Part<Scene>[];
  /** The place of the large figure, and what stands in the column beside it. */
  readonly large: HTMLElement;
  readonly side: readonly HTMLElement[];
  readonly panels: readonly Part<Scene>[];
  /** The box that reads patches. */
  readonly reading: HTMLElement;
  /** Shows the picture without its map while a key is held. */
  bare(hidden: boolean): void;
  /** Milliseconds by which words and panels are behind; without it they are drawn at once. */
  readonly later?: number;
  /** What else has to keep up with the figures once nothing is tried out. */
  settled?(scene: Scene): void;
}

export interface BlockFrame<Scene> {
  readonly element: HTMLElement;
  /** The scene that was drawn last. */
  readonly scene: Scene | null;
  draw(): void;
  /** Takes every part with it. */
  destroy(): void;
}

export function blockFrame<Scene extends BlockScene, Tried>(
  context: Context,
  shape: FrameShape<Scene, Tried>,
): BlockFrame<Scene> {
  const { session, pointed } = context;
  const { loader, words, figures, panels } = shape;
  const page = pageOf(session, shape);
  const seen = seenPixels(session, draw);
  let last: Scene | null = null;
  let timer = 0;

  function draw(): void {
    loader.follow();
    const scene = shape.scene(seen(), shape.tried());
    const { passing, data } = scene;
    last = scene;
    page.title(words.title(scene));
    page.element.classList.toggle("deep", data.blocks > MANY);
    for (const part of passing ? figures : [shape.controls, ...figures]) part.update(scene);
    page.says([originText(session, loader, words), loader.trouble, lackingText(data, words)]);
    page.element.dataset["state"] = data.origin === "live" ? (loader.settled ? "live" : "arriving") : data.origin;
    page.element.dataset["passing"] = String(passing);
    if (passing) return;
    shape.settled?.(scene);
    if (shape.later === undefined) rest();
    else timer ||= window.setTimeout(rest, shape.later);
  }

  /** Words and panels, which need not keep up with what is dragged. */
  function rest(): void {
    timer = 0;
    if (!last) return;
    page.words(words.beside(last));
    for (const panel of panels) panel.update(last);
  }

  const stops = [
    session.onChange(draw),
    onSystemTheme(draw),
    pointed.onChange(() => (shape.tried() !== null || last?.passing) && draw()),
    onHeld("h", (held) => shape.bare(held)),
    () => clearTimeout(timer),
  ];
  return {
    element: page.element,
    get scene() {
      return last;
    },
    draw,
    destroy() {
      for (const stop of stops) stop();
      for (const part of [shape.controls, ...figures, ...panels]) part.destroy();
      loader.destroy();
      page.element.remove();
    },
  };
}

/** The elements, and ways to write into them. */
interface Page {
  readonly element: HTMLElement;
  title(text: string): void;
  says(sentences: readonly string[]): void;
  words(paragraphs: readonly HTMLElement[]): void;
}

function pageOf<Scene extends BlockScene, Tried>(session: Session, shape: FrameShape<Scene, Tried>): Page {
  const { name, controls, large, side, panels, reading } = shape;
  const heading = html("h1", { "data-part": `${name}-title` });
  const says = html("p", { class: "in-says quiet", "data-part": `${name}-says` });
  const wayOn = loadButton(session, { class: "plain-button", "data-part": `${name}-retry` });
  const thin = progress();
  const prose = html("div", { class: "in-words words", "data-part": `${name}-words` });
  const element = html(
    "div",
    { class: name },
    html("header", { class: "in-header" }, heading, controls.element, says, wayOn.element, thin.element),
    html("div", { class: "in-figure" }, large, html("div", { class: "in-side" }, ...side)),
    prose,
    html("div", { class: "in-panels", "data-part": "panels" }, ...panels.map((panel) => panel.element)),
    reading,
  );
  return {
    element,
    title: (text) => setText(heading, text),
    says(sentences) {
      thin.update(session.status);
      wayOn.update();
      setText(says, sentences.filter(Boolean).join(" "));
    },
    // Only what differs: a link that has the focus keeps it.
    words(paragraphs) {
      const isSame =
        paragraphs.length === prose.children.length &&
        paragraphs.every((one, i) => one.isEqualNode(prose.children[i]!));
      if (!isSame) prose.replaceChildren(...paragraphs);
    },
  };
}

/** Where the numbers are from, and why there are none yet. */
function originText<Scene>(session: Session, loader: Follower<BlockData>, words: FrameWords<Scene>): string {
  const { outcome, status } = session;
  const why = outcome.kind === "failed" ? whyFailed(outcome.message, outcome.hint) : null;
  const from = loader.data.origin;
  if (from === "live") return loader.settled ? LIVE : ARRIVING;
  if (from === "precomputed") return why === null ? words.untilTheRun(statusText(status)) : words.withoutARun(why);
  return why ?? words.waiting(statusText(status));
}

const lackingText = <Scene>({ model }: BlockData, words: FrameWords<Scene>): string =>
  hasPatterns(model) ? "" : words.withoutPatterns;
