/** Keys of the detail view; a control that has the focus keeps its own. */
import { onKeys } from "../../page/keyboard.ts";

export interface KeyActs {
  by(steps: number): void;
  toggle(): void;
  page(by: number): void;
  nextBlock(): void;
}

const isControl = (): boolean =>
  document.activeElement?.matches(
    'button, a, summary, select, input, [role="application"], [role="gridcell"], [role="region"]',
  ) ?? false;

export function detailKeys(acts: KeyActs): () => void {
  const stop = onKeys({
    ArrowRight: () => acts.by(1),
    ArrowLeft: () => acts.by(-1),
    "[": () => acts.page(-1),
    "]": () => acts.page(1),
    a: acts.nextBlock,
  });
  // On a button the space bar presses it.
  const space = (event: KeyboardEvent) => {
    if (event.key !== " " || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isControl()) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    acts.toggle();
  };
  addEventListener("keydown", space);
  return () => {
    stop();
    removeEventListener("keydown", space);
  };
}
