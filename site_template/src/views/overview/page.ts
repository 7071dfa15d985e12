/** The view's elements in their order: title, where the numbers come from, controls, diagram, words, table. */

import { progress, statusText } from "../../controls/progress.ts";
import { html, setText } from "../../marks/element.ts";
import type { Session } from "../../page/session.ts";
import { planOf } from "./shapes.ts";
import { COUNTING, FIGURE, KEYS, STATE, subjectOf, TITLE } from "./words.ts";

export interface Page {
  readonly element: HTMLElement;
  readonly frame: HTMLElement;
  readonly prose: HTMLElement;
  /** What stands below the diagram and moves with its height. */
  readonly below: readonly HTMLElement[];
  /** Says where the numbers come from, and how far what is missing has come. */
  say(session: Session): void;
}

export function pageOf(bar: HTMLElement, table: HTMLElement, reading: HTMLElement, offered: HTMLElement): Page {
  const title = html("h1", { id: "overview-title" }, TITLE);
  const says = html("p", { class: "ov-says-line quiet", "data-part": "overview-says" });
  const thin = progress();
  const frame = html("figure", {
    class: "ov-frame",
    role: "group",
    "aria-roledescription": "diagram",
    "aria-labelledby": "overview-title",
    "aria-describedby": "overview-keys",
    "data-part": "diagram",
    "data-figure": FIGURE,
    "data-legend": ".ov-bar .legend",
  });
  const keys = html("p", { class: "quiet ov-keys", id: "overview-keys" }, KEYS);
  const prose = html("div", { class: "ov-prose" });
  const counting = html("p", { class: "quiet ov-counting" }, COUNTING);
  const below = [keys, prose, counting, table];
  const header = html("header", { class: "ov-header" }, title, offered, says, thin.element);
  return {
    element: html("div", { class: "overview" }, header, bar, frame, ...below, reading),
    frame,
    prose,
    below,
    say(session) {
      thin.update(session.status);
      const subject = subjectOf(session.model().title, planOf(session.model().hooks), session.picture().title);
      setText(says, `${subject} ${sentenceOf(session)}`);
    },
  };
}

function sentenceOf(session: Session): string {
  const { outcome, status } = session;
  if (outcome.kind === "failed") return STATE.failed(outcome.message, outcome.hint);
  if (outcome.kind === "done") return STATE.live;
  return STATE.waiting(session.picture().own !== null, statusText(status));
}
