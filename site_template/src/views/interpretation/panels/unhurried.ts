/** Panels never hold up the figure above them: they follow a moment later, those out of sight later still. */
import { html } from "../../../marks/element.ts";
import type { Scene } from "../scene.ts";
import type { Panel } from "./panel.ts";
import { waiting } from "./words/common.ts";

const [SEEN, UNSEEN] = [0, 350];
/** How far from the window a panel counts as seen. */
const NEAR = "240px";

export const unhurried =
  (panel: Panel): Panel =>
  (context, data) => {
    const made = panel(context, data);
    const origin = html("p", { class: "ip-origin quiet", hidden: true }, waiting.precomputed);
    made.element.querySelector("h2")?.after(origin);
    const busy = (is: boolean) => made.element.setAttribute("aria-busy", String(is));
    busy(true);
    let wanted: Scene | null = null;
    let timer = 0;
    let seen = false;
    const eye = new IntersectionObserver(
      (entries) => {
        seen = entries.at(-1)!.isIntersecting;
        if (seen && wanted) soon();
      },
      { rootMargin: NEAR },
    );
    eye.observe(made.element);

    function soon(): void {
      clearTimeout(timer);
      timer = window.setTimeout(
        () => {
          const scene = wanted;
          wanted = null;
          if (!scene) return;
          origin.hidden = scene.data.origin !== "precomputed";
          made.update(scene);
          busy(false);
        },
        seen ? SEEN : UNSEEN,
      );
    }

    return {
      element: made.element,
      update(scene) {
        const waiting = wanted !== null;
        wanted = scene;
        busy(true);
        // One that is seen keeps up while changes go on; others wait until they have ended.
        if (!waiting || !seen) soon();
      },
      destroy() {
        clearTimeout(timer);
        eye.disconnect();
        made.destroy();
      },
    };
  };
