/** What is said of a small tensor: the number under the pointer, or what the tensor is. */

import { indexName } from "../../figures/tensor/scene.ts";
import { kindOf } from "../../hooks/kinds.ts";
import { titleOf } from "../../hooks/words.ts";
import type { Reading } from "../../marks/reading-box.ts";
import { number, percent } from "../../maths/numbers.ts";
import { type Plane, planeAxes } from "../../maths/plane.ts";
import { isTokenAxis, prefixOf } from "../../maths/tokens.ts";
import type { Current } from "./current.ts";
import type { Painted } from "./paint.ts";
import type { Box } from "./shapes.ts";
import { READING, shapeOf } from "./words.ts";

export interface Found {
  readonly reading: Reading | null;
  /** The token that it is about, for every other figure. */
  readonly token: number | null;
}

type PlaneAxes = Omit<Plane, "data">;

export function tensorReading(current: Current, box: Box, target: Element, event: PointerEvent | null): Found {
  const hook = box.hook!;
  const about = aboutTensor(current, box);
  const painted = current.painted.get(box.id);
  if (!event || !painted || !current.flow.tensors.has(hook.name))
    return { reading: { title: titleOf(hook), says: [hook.formula, ...about], hook: hook.name }, token: null };
  const [row, column] = cellAt(target.closest(".ov-picture")!.getBoundingClientRect(), painted, event);
  const axes = planeAxes(hook);
  const [first, second] = painted.turned ? [column, 0] : [row, column];
  return {
    reading: {
      title: READING.place(kindOf(hook).label, placeText(current, axes, first, second)),
      says: [number(painted.at(row, column)), ...about],
      hook: `${hook.name}[${indicesOf(hook.dims, axes, current.head(), first, second).join(", ")}]`,
    },
    token: isTokenAxis(axes.rowAxis) ? first + prefixOf(current.grid(), axes.rowAxis) : null,
  };
}

/** Its shape, and what it costs to make. */
function aboutTensor(current: Current, { hook }: Box): string[] {
  const cost = current.costs().byHook.get(hook!.name)!;
  const share = cost.products / current.costs().products;
  return [
    `${shapeOf(hook!.shape)} (${hook!.dims.join(", ")})`,
    ...(cost.parameters > 0 ? [READING.parameters(cost.parameters)] : []),
    ...(cost.products > 0 ? [READING.share(`${percent(share)} %`)] : []),
  ];
}

function cellAt(area: DOMRect, { rows, columns }: Painted, event: PointerEvent): [row: number, column: number] {
  const index = (share: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  const row = index((event.clientY - area.top) / area.height, rows);
  return [row, index((event.clientX - area.left) / area.width, columns)];
}

function placeText(current: Current, axes: PlaneAxes, row: number, column: number): string {
  const names = { grid: current.grid(), model: current.model() };
  const inRow = indexName(names, axes.rowAxis, row);
  return axes.columns > 1 ? `${inRow}, ${indexName(names, axes.columnAxis, column)}` : inRow;
}

/** The place in the whole tensor, an index for each axis. */
function indicesOf(dims: readonly string[], axes: PlaneAxes, head: number, row: number, column: number): number[] {
  return dims.map((axis, i) => {
    if (axis === "head" && dims.length > 2) return head;
    if (axis === "1") return 0;
    return axis === axes.rowAxis && i === dims.indexOf(axes.rowAxis) ? row : column;
  });
}
