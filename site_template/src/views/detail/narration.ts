/** The words beside the figure: what holds at every step, what happens at this one, and the code with its lines lit. */

import { pieces } from "../../controls/rich.ts";
import { html, setAttribute } from "../../marks/element.ts";
import type { Step, Story } from "./operation.ts";
import { sameInPyTorch } from "./words.ts";

export interface Narration {
  readonly words: HTMLElement;
  readonly now: HTMLElement;
  readonly code: HTMLElement;
  /** What is told while the numbers are not there yet. */
  wait(words: readonly string[]): void;
  load(story: Story): void;
  at(step: Step): void;
}

export function narration(): Narration {
  const words = html("div", { class: "detail-words", "data-part": "detail-words" });
  const now = html("p", { class: "detail-now", "data-part": "now" });
  const lines = html("code", {});
  const code = html(
    "pre",
    { class: "detail-code", "data-part": "code", tabindex: 0, "aria-label": sameInPyTorch },
    lines,
  );
  let [told, coded] = ["", ""];

  function tell(next: readonly string[]): void {
    if (next.join("\n") === told) return;
    told = next.join("\n");
    words.replaceChildren(...next.map((text) => html("p", {}, ...rich(text))));
  }

  return {
    words,
    now,
    code,
    wait(next) {
      tell(next);
      now.replaceChildren();
      now.hidden = code.hidden = true;
    },
    load(story) {
      tell(story.words);
      now.hidden = code.hidden = false;
      if (story.code.join("\n") === coded) return;
      coded = story.code.join("\n");
      lines.replaceChildren(...story.code.map((line) => html("span", { class: "code-line" }, `${line}\n`)));
    },
    at(step) {
      now.replaceChildren(...rich(step.say()));
      [...lines.children].forEach((line, i) => setAttribute(line, "data-lit", step.lines.includes(i)));
    },
  };
}

const rich = (text: string): (Node | string)[] =>
  pieces(text).map((piece) =>
    piece.role ? html("span", { class: `term role-${piece.role}` }, piece.text) : piece.text,
  );

/** The words of a step without their colours, for ears. */
export const plain = (text: string): string =>
  pieces(text)
    .map((piece) => piece.text)
    .join("");
