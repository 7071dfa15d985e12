/** Passing over lanes reads another number; a click chooses it. */
import { type Across, indexAt } from "./across.ts";

/** Listens on plots that share one way across; `onPeek` is told null when the pointer leaves. */
export function pickable(
  plots: readonly HTMLElement[],
  shape: () => Across | null,
  onPick: (index: number) => void,
  onPeek: (index: number | null) => void,
): () => void {
  let last: number | null = null;
  const at = (event: MouseEvent): number | null => {
    const now = shape();
    if (!now) return null;
    return indexAt(now, event.clientX - (event.currentTarget as HTMLElement).getBoundingClientRect().left);
  };
  const peek = (index: number | null) => {
    if (index === last) return;
    last = index;
    onPeek(index);
  };
  const move = (event: PointerEvent) => event.pointerType !== "touch" && peek(at(event));
  const leave = () => peek(null);
  const click = (event: MouseEvent) => {
    const index = at(event);
    if (index !== null) onPick(index);
  };
  for (const plot of plots) {
    plot.classList.add("pickable");
    plot.addEventListener("pointermove", move);
    plot.addEventListener("pointerleave", leave);
    plot.addEventListener("click", click);
  }
  return () => {
    for (const plot of plots) {
      plot.removeEventListener("pointermove", move);
      plot.removeEventListener("pointerleave", leave);
      plot.removeEventListener("click", click);
    }
  };
}
