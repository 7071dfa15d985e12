/** The button beside a model that is not there: to stop loading it, to go on with that, to try again. */
import type { Status } from "../engine/engine.ts";
import { button, setAttribute, setText } from "../marks/element.ts";
import type { Session } from "../page/session.ts";
import * as words from "./words.ts";

type Way = readonly [label: string, act: (session: Session) => void];

const STOP: Way = [words.STOP_LOADING, (session) => session.stopLoading()];
const GO_ON: Way = [words.LOAD_MODEL, (session) => session.goOn()];
const AGAIN: Way = [words.TRY_AGAIN, (session) => session.run()];

/** What the page's run has come to: the engine's state, or that the run has failed. */
export const stateOf = ({ outcome, status }: Session): Status["state"] =>
  outcome.kind === "failed" ? "failed" : status.state;

function wayOf(session: Session, stops: boolean): Way | null {
  const state = stateOf(session);
  if (state === "failed") return AGAIN;
  if (state === "stopped") return GO_ON;
  return state === "loading" && stops ? STOP : null;
}

/**
 * One button, so that the focus stays where it was when its way changes; hidden where there is none.
 *
 * @param stops whether it also offers to stop.
 */
export function loadButton(
  session: Session,
  attributes: Record<string, string>,
  stops = false,
): { element: HTMLButtonElement; update(): void } {
  const element = button({ ...attributes, hidden: true }, "", () => wayOf(session, stops)?.[1](session));
  return {
    element,
    update() {
      const way = wayOf(session, stops);
      setAttribute(element, "hidden", way === null);
      if (way) setText(element, way[0]);
    },
  };
}
