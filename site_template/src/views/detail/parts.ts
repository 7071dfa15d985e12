/** The parts of the page and where they stand: rail, heading and figure in a column, words beside them or between. */
import { wordsOf } from "../../hooks/words.ts";
import { openInspector } from "../../inspector/open.ts";
import { html } from "../../marks/element.ts";
import { type Player, type PlayerActs, player } from "../../motion/player.ts";
import type { Context } from "../../page/context.ts";
import { type Heading, heading } from "./heading.ts";
import { type Narration, narration } from "./narration.ts";
import type { Setting, Story } from "./operation.ts";
import { type Output, output } from "./output.ts";
import type { Page } from "./pages.ts";
import { type Rail, rail } from "./rail.ts";
import { aboutThisStep } from "./words.ts";
import { type Worked, worked } from "./worked.ts";

export interface Parts {
  readonly page: HTMLElement;
  readonly rail: Rail;
  readonly heading: Heading;
  readonly narration: Narration;
  readonly worked: Worked;
  readonly output: Output;
  readonly player: Player;
  /** Where the figure goes. */
  readonly slot: HTMLElement;
  /** While the numbers are on their way: the formula and general words. */
  wait(setting: Setting): void;
  load(setting: Setting, story: Story): void;
  destroy(): void;
}

/** Below this width the words stand under the figure, and what happens now above it. */
const WIDE = "(min-width: 1241px)";

const focusGallery = (): void =>
  document.querySelector<HTMLElement>('[data-part="gallery"] [data-picture]:not([hidden])')?.focus();

export function makeParts(context: Context, move: (page: Page) => void, acts: PlayerActs): Parts {
  const inspect = (name: string): void => openInspector(context, { kind: "hook", name });
  const made = {
    rail: rail(context, move),
    heading: heading(context, move, inspect),
    narration: narration(),
    worked: worked(),
    output: output(context, focusGallery),
    player: player(acts),
    slot: html("div", { class: "detail-figure", "data-part": "detail-figure" }),
  };
  const nowPlace = html("div", { class: "detail-now-place" });
  const { page, destroy } = placed(made, nowPlace);
  const { heading: head, narration: words, worked: formula, player: controls, slot } = made;

  function setWaiting(isWaiting: boolean): void {
    slot.classList.toggle("waits", isWaiting);
    controls.element.hidden = nowPlace.hidden = isWaiting;
  }

  return {
    ...made,
    page,
    destroy,
    wait(setting) {
      const { title, paragraphs } = wordsOf(setting.hook, setting.model.config);
      head.update(setting, title);
      words.wait(paragraphs);
      formula.wait(setting.hook.formula);
      setWaiting(true);
    },
    load(setting, story) {
      setWaiting(false);
      head.update(setting, story.title);
      words.load(story);
      formula.load(story);
      controls.load(story.steps.length);
    },
  };
}

type Made = Pick<Parts, "rail" | "heading" | "narration" | "worked" | "output" | "player" | "slot">;

/** Puts the parts onto a page; what happens now moves with the width. */
function placed(made: Made, nowPlace: HTMLElement): { page: HTMLElement; destroy(): void } {
  const { narration: words, output: whole } = made;
  const column = html(
    "div",
    { class: "detail-column" },
    made.rail.element,
    made.heading.element,
    whole.steer,
    made.player.element,
    nowPlace,
    made.slot,
    made.worked.element,
    whole.element,
  );
  const aside = html("aside", { class: "detail-aside", "aria-label": aboutThisStep }, words.words, words.code);
  const wide = matchMedia(WIDE);
  const place = (): void => {
    if (wide.matches) aside.insertBefore(words.now, words.code);
    else nowPlace.replaceChildren(words.now);
  };
  place();
  wide.addEventListener("change", place);
  const page = html("div", { class: "detail" }, column, aside);
  return { page, destroy: () => wide.removeEventListener("change", place) };
}
