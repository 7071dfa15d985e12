/** One polite live region: says the last sentence once things have settled, so that nobody is talked at. */
import { html } from "../marks/element.ts";

const SETTLED = 450;

export function liveRegion(parent: HTMLElement = document.body): { say: (text: string) => void; destroy: () => void } {
  const region = html("div", { class: "off-screen", role: "status", "aria-live": "polite", "data-part": "live" });
  parent.append(region);
  let timer = 0;
  return {
    say(text) {
      clearTimeout(timer);
      timer = window.setTimeout(() => (region.textContent = text), SETTLED);
    },
    destroy() {
      clearTimeout(timer);
      region.remove();
    },
  };
}
