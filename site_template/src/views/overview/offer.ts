/** The way in, offered beside the title: loudly to those who have never begun it. */
import { button, html, setText } from "../../marks/element.ts";
import { reached } from "../../page/begun.ts";
import { STOPS } from "../../state/slices/start.ts";
import type { Store } from "../../state/store.ts";
import { OFFER } from "./words.ts";

export interface Offer {
  readonly element: HTMLElement;
  update(): void;
}

export function offer(store: Store): Offer {
  const resumed = () => (reached() > 1 && reached() < STOPS ? reached() : 1);
  const act = button({ class: "start-offer", "data-part": "start-offer" }, "", () => store.set({ start: resumed() }));
  return {
    element: html("div", { class: "ov-offer" }, act),
    update() {
      act.hidden = store.state.start > 0;
      act.classList.toggle("first", reached() === 0);
      setText(act, reached() === 0 ? OFFER.first : resumed() > 1 ? OFFER.goOn(resumed(), STOPS) : OFFER.again);
    },
  };
}
