/** What stands where a figure will be: what is loading and how far it is, or what failed and the way on. */

import { loadButton } from "../../controls/load-button.ts";
import { progress, statusText } from "../../controls/progress.ts";
import type { Status } from "../../engine/engine.ts";
import { button, html, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import * as words from "./words.ts";

export function waiting(
  context: Context,
  onAnother: () => void,
): { element: HTMLElement; update(there: boolean, trouble?: string): void } {
  const { session } = context;
  const [what, more] = [html("p", { class: "waiting-what" }), html("p", { class: "quiet" })];
  const thin = progress();
  const way = loadButton(session, { class: "plain-button", "data-part": "figure-retry" });
  const another = button({ class: "plain-button", "data-part": "another-picture" }, words.ANOTHER_PICTURE, onAnother);
  const acts = html("div", { class: "dialog-acts" }, way.element, another);
  const element = html(
    "div",
    { class: "waiting", "data-part": "waiting" },
    html("div", { class: "waiting-box" }, what, thin.element, more, acts),
  );
  return {
    element,
    update(there) {
      element.hidden = there;
      const outcome = session.outcome;
      const failed = outcome.kind === "failed";
      const stopped = !failed && session.status.state === "stopped";
      acts.hidden = !failed && !stopped;
      another.hidden = !failed;
      way.update();
      element.classList.toggle("failed", failed);
      thin.update(session.status);
      setText(what, failed ? `${words.capital(outcome.message)}.` : words.capital(waitingText(session.status)));
      setText(more, failed ? words.failed(outcome.hint) : stopped ? words.STOPPED : words.MEANWHILE);
    },
  };
}

// Between two runs the status still says "ready": what is awaited then is the tensor.
const waitingText = (status: Status): string =>
  status.state === "ready" || status.state === "idle" ? words.FETCHING : statusText(status);
