/** A column of a matrix on its way to the strip that it becomes: it leaves its place, turns and grows. */
import { html, style } from "../../../../marks/element.ts";
import type { Strip } from "../../figures/strip.ts";

/** Call it once both are drawn. The function that it gives shows a moment from 0 to 1; null hides. */
export function turned(column: HTMLElement, strip: Strip, board: HTMLElement): (progress: number | null) => void {
  const origin = board.getBoundingClientRect();
  const [from, to] = [column.getBoundingClientRect(), strip.lane.plot.getBoundingClientRect()];
  const drawn = strip.lane.clip.querySelector("canvas");
  const ghost = html("canvas", { class: "turning", "aria-hidden": "true", "data-no-export": true, hidden: true });
  [ghost.width, ghost.height] = [drawn?.width ?? 1, drawn?.height ?? 1];
  if (drawn && drawn.width > 0 && drawn.height > 0) ghost.getContext("2d")?.drawImage(drawn, 0, 0);
  style(ghost, { width: `${to.width}px`, height: `${to.height}px` });
  board.append(ghost);
  // Lying upright its thickness is to the left of its corner.
  const start = {
    x: from.right - origin.left,
    y: from.top - origin.top,
    long: from.height / to.width,
    thick: from.width / to.height,
  };
  const end = { x: to.left - origin.left, y: to.top - origin.top, long: 1, thick: 1 };
  return (progress) => {
    ghost.hidden = progress === null;
    if (progress === null) return;
    const share = progress * progress * (3 - 2 * progress);
    const at = (name: keyof typeof start) => start[name] + (end[name] - start[name]) * share;
    const place = `translate(${at("x").toFixed(1)}px, ${at("y").toFixed(1)}px)`;
    const turn = `rotate(${(90 * (1 - share)).toFixed(2)}deg)`;
    style(ghost, { transform: `${place} ${turn} scale(${at("long").toFixed(4)}, ${at("thick").toFixed(4)})` });
  };
}
