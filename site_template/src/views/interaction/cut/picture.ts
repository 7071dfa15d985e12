/** What is left: the picture, patch by patch, brushed away and back. */
import type { Acts } from "../../../edits/acts.ts";
import { brushOver } from "../../../marks/brush.ts";
import { html, setAttribute, setText } from "../../../marks/element.ts";
import { patchGrid } from "../../../marks/patch-grid.ts";
import { pictureFrame } from "../../../marks/picture.ts";
import type { Context } from "../../../page/context.ts";
import { shownOf } from "../../../page/seen.ts";
import type { Plan } from "../plan.ts";
import type { Scene } from "../scene.ts";
import { panelWords } from "../words/cut.ts";

export interface CutPicture {
  readonly elements: readonly HTMLElement[];
  update(scene: Scene, plan: Plan): void;
}

export function cutPicture({ pointed }: Context, acts: Acts): CutPicture {
  let [scene, plan] = [null as Scene | null, null as Plan | null];
  const { frame, show } = pictureFrame();
  const grid = patchGrid({ onPick: () => undefined, onHover: (token) => pointed.set(token) });
  const { element } = grid;
  element.setAttribute("aria-label", panelWords.grid);
  element.setAttribute("aria-multiselectable", "true");
  element.dataset["part"] = "remove-grid";
  frame.classList.add("ip-canvas", "ia-cut-picture");
  frame.append(element);
  const count = html("p", { class: "ip-readout", "data-part": "removed-count" });
  const hint = html("p", { class: "quiet ia-hint" }, panelWords.hint);

  /** Patches under a stroke, before the address knows of them. */
  let stroke: Set<number> | null = null;
  brushOver(grid, {
    shape: () => scene?.grid ?? null,
    isChosen: (patch) => (stroke ?? new Set(plan?.removed)).has(patch),
    tool: () => 1,
    begin() {
      acts.grab();
      stroke = new Set(plan?.removed ?? []);
    },
    paint(patches, value) {
      for (const patch of patches) value ? stroke!.add(patch) : stroke!.delete(patch);
      acts.remove([...stroke!]);
    },
    end() {
      stroke = null;
      acts.rest();
    },
    point: (patch) => pointed.set(patch + scene!.grid.prefix),
  });

  let shown = "";
  return {
    elements: [frame, count, hint],
    update(next, nextPlan) {
      [scene, plan] = [next, nextPlan];
      show(shownOf(next));
      grid.shape(next.grid);
      const { removed } = nextPlan;
      const key = `${next.grid.rows} ${next.grid.columns}: ${removed.join()}`;
      if (key === shown) return;
      shown = key;
      markGone(element, new Set(removed));
      setText(count, panelWords.removed(removed.length, next.count));
    },
  };
}

const markGone = (grid: HTMLElement, gone: ReadonlySet<number>): void =>
  grid.querySelectorAll<HTMLElement>(".patch").forEach((cell, patch) => {
    cell.classList.toggle("ia-gone", gone.has(patch));
    setAttribute(cell, "aria-selected", String(gone.has(patch)));
  });
