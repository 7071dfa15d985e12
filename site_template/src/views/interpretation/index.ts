/** The view "Interpretation": what becomes like a reference, and where it looks, block by block. */

import { onward } from "../../controls/onward.ts";
import { progress, statusText } from "../../controls/progress.ts";
import { hasPatterns } from "../../hooks/blocks.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { html, setText } from "../../marks/element.ts";
import { referencesOf, toggled } from "../../maths/reference.ts";
import type { Context, View } from "../../page/context.ts";
import { onHeld } from "../../page/keyboard.ts";
import { seenPixels } from "../../page/seen.ts";
import { onSystemTheme } from "../../page/theme.ts";
import { controls } from "./controls.ts";
import { curves } from "./curves.ts";
import { largeMap } from "./large.ts";
import { createLoader } from "./loader.ts";
import { multiples } from "./multiples.ts";
import { PANELS } from "./panels/index.ts";
import { reader } from "./reading.ts";
import type { Scene } from "./scene.ts";
import { sceneOf } from "./staging.ts";
import { titleOf, wordsBeside } from "./words.ts";

/** With more blocks than this the figure takes the whole width, and the words stand below it. */
const MANY = 8;

export function interpretation(root: HTMLElement, context: Context): View {
  const { store, session, pointed } = context;
  const heading = html("h1", { "data-part": "interpretation-title" });
  const says = html("p", { class: "in-says quiet", "data-part": "interpretation-says" });
  const again = onward(session, { class: "plain-button", "data-part": "interpretation-retry" });
  const thin = progress();
  const loader = createLoader(context, () => draw());
  const reading = reader();
  const sentence = controls(context);
  const large = largeMap(context, reading);
  const blocks = multiples(context, reading);
  const curve = curves(context, () => blocks.columns);
  const figures = [large, blocks, curve];
  const prose = html("div", { class: "in-words words", "data-part": "interpretation-words" });
  const panels = PANELS.map((make) => make(context, loader.data));
  const place = html("div", { class: "in-panels", "data-part": "panels" }, ...panels.map(({ element }) => element));
  const figure = html(
    "div",
    { class: "in-figure" },
    large.element,
    html("div", { class: "in-side" }, blocks.element, curve.element),
  );
  const page = html(
    "div",
    { class: "interpretation" },
    html("header", { class: "in-header" }, heading, sentence.element, says, again.element, thin.element),
    figure,
    prose,
    place,
    reading.element,
  );
  root.replaceChildren(page);

  const seen = seenPixels(session, () => draw());

  /** A token under the pointer on the picture is tried out: the figure follows, words and panels wait. */
  function tried(): readonly number[] | null {
    if (pointed.token === null || !pointed.onPicture) return null;
    const chosen = referencesOf(store.state, gridOf(session.model().config));
    if (chosen.includes(pointed.token)) return null;
    return chosen.length > 1 && document.querySelector('[data-part="add-patches"][aria-pressed="true"]')
      ? toggled(chosen, pointed.token, gridOf(session.model().config))
      : [pointed.token];
  }

  let last: Scene | null = null;
  function draw(): void {
    loader.follow();
    const scene = sceneOf(context, store.state, loader.data, seen(), tried());
    last = scene;
    setText(heading, titleOf(scene));
    for (const part of scene.passing ? figures : [sentence, ...figures]) part.update(scene);
    page.classList.toggle("deep", scene.data.blocks > MANY);
    origin(scene);
    page.dataset["state"] = scene.data.origin === "live" ? (loader.settled ? "live" : "arriving") : scene.data.origin;
    page.dataset["passing"] = String(scene.passing);
    if (scene.passing) return;
    write(wordsBeside(context, scene));
    for (const panel of panels) panel.update(scene);
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
    again.update();
    const why = failed ? `${outcome.message.replace(/\.$/, "")}. ${outcome.hint}` : "";
    const text =
      data.origin === "live"
        ? loader.settled
          ? "Every number here was computed by the model in this page."
          : "The model has run; its tensors are coming in."
        : data.origin === "precomputed"
          ? failed
            ? `${why} The maps are painted from precomputed ones, to 1/255.`
            : `Painted from precomputed maps, to 1/255, until the model has run here (${statusText(status)}).`
          : failed
            ? why
            : `The maps come as soon as the model has run (${statusText(status)}).`;
    const lacking = hasPatterns(data.model)
      ? ""
      : "This model has no attention pattern over all its tokens: cosine similarity is all there is.";
    setText(says, [text, loader.trouble, lacking].filter(Boolean).join(" "));
  }

  const stops = [
    session.onChange(draw),
    onSystemTheme(draw),
    pointed.onChange(() => (tried() !== null || last?.passing) && draw()),
    onHeld("h", (held) => large.bare(held)),
  ];
  return {
    update: draw,
    destroy() {
      for (const stop of stops) stop();
      for (const part of [sentence, ...figures, ...panels]) part.destroy();
      loader.destroy();
      page.remove();
    },
  };
}
