/** The diagram from top to bottom, for narrow screens: one station below the other, the open one unfolded in place. */
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { panelDown } from "./panel.ts";
import { segmentsOf } from "./segments.ts";
import { type Box, curve, LABEL, type Layout, LINE, type Plan, type Rect, SHAPE, sum, type Wire } from "./shapes.ts";

const STREAM = 22;
const STATION = 96;
const MAP: Rect = { x: 78, y: 14, width: 68, height: 68 };

export function down(plan: Plan, width: number, open: number | null): Layout {
  const boxes: Box[] = [];
  const wires: Wire[] = [];
  let y = embedding(plan, width, boxes, wires);
  const streamFrom = y - 14;
  for (const { stage, hooks } of plan.blocks) {
    boxes.push({ id: stage, kind: "station", hook: null, stage, x: 0, y, width, height: STATION - 6 });
    wires.push(...arches(hooks, y));
    y += STATION;
    if (blockOf(stage) !== open) continue;
    const panel = panelDown(stage, hooks, { x: 0, y, width });
    boxes.push(...panel.boxes);
    wires.push(...panel.wires);
    y = panel.rect.y + panel.rect.height + 16;
  }
  wires.push({ role: "stream", kind: "stream", path: `M${STREAM} ${streamFrom}V${y + 4}` });
  y = head(plan, width, y + 4, boxes, wires);
  return {
    direction: "down",
    width,
    height: y,
    boxes,
    wires,
    station: { label: 0, map: MAP, stream: STREAM, table: 0 },
  };
}

function embedding(plan: Plan, width: number, boxes: Box[], wires: Wire[]): number {
  const stage = plan.before[0]?.stage ?? "embedding";
  const edge = Math.min(116, (width - 90) / 2);
  const second = STREAM + 18 + edge + 34;
  const none = { hook: null, stage: "" };
  boxes.push({ ...none, id: "image", kind: "image", x: STREAM + 18, y: LABEL, width: edge, height: edge });
  boxes.push({ ...none, id: "patches", kind: "patches", x: second, y: LABEL, width: edge, height: edge });
  const middle = LABEL + edge / 2;
  wires.push({
    role: "stream",
    kind: "wire",
    path: `M${STREAM + 18 + edge + 4} ${middle}H${second - 5}m-5 -4l5 4l-5 4`,
  });
  let y = LABEL + edge + SHAPE + 8;
  const placed = new Map<string, Rect>([["image", { x: second, y: LABEL, width: edge, height: edge }]]);
  for (const segment of segmentsOf(plan.before)) {
    for (let depth = 0; depth < segment.depths; depth++) {
      const row = segment.parts.filter((part) => part.depth === depth);
      const room = width - STREAM - 28;
      // What reads the patches stands below them, at the right.
      for (const part of row) {
        const share = (room - 34 * (part.lanes - 1)) / part.lanes;
        const at = part.lanes - 1 - part.lane;
        const rect: Rect = {
          x: STREAM + 18 + at * (share + 34),
          y: y + LABEL,
          width: Math.min(share, 250),
          height: 48,
        };
        placed.set(part.hook.name, rect);
        boxes.push({ ...rect, id: part.hook.name, kind: "tensor", hook: part.hook, stage });
        const { role } = kindOf(part.hook);
        for (const source of part.hook.inputs.map((name) => placed.get(name)))
          if (source)
            wires.push({
              role,
              kind: "wire",
              path: curve(
                source.x + source.width - 14,
                source.y + source.height + 3,
                rect.x + rect.width - 14,
                rect.y - 3,
                true,
              ),
            });
      }
      y += LABEL + 48 + SHAPE + 8;
    }
  }
  const last = [...placed.values()].at(-1)!;
  wires.push({
    role: "stream",
    kind: "stream",
    path: `M${last.x - 3} ${last.y + 24}H${STREAM + 8}q-8 0 -8 8V${y + LINE}`,
  });
  boxes.push({
    id: `costs-${stage}`,
    kind: "costs",
    hook: null,
    stage,
    x: STREAM + 18,
    y: y - 4,
    width: width - STREAM - 18,
    height: LINE,
  });
  return y + LINE + 8;
}

function arches(hooks: Plan["before"], y: number): Wire[] {
  const adding = segmentsOf(hooks).filter(({ end }) => end !== null);
  const step = (STATION - 10) / Math.max(1, adding.length);
  return adding.flatMap(({ parts }, i) => {
    const role = parts.length > 0 ? kindOf(parts.at(-1)!.hook).role : "stream";
    const [from, to] = [y + i * step + step * 0.16, y + i * step + step * 0.78];
    return [
      {
        role,
        kind: "wire" as const,
        path: `M${STREAM} ${from}C${STREAM + 50} ${from} ${STREAM + 50} ${to} ${STREAM + 7} ${to}`,
      },
      sum(STREAM, to, role),
    ];
  });
}

function head(plan: Plan, width: number, top: number, boxes: Box[], wires: Wire[]): number {
  const stage = plan.after[0]?.stage ?? "head";
  const left = STREAM + 18;
  let y = top + 14;
  wires.push({ role: "stream", kind: "wire", path: `M${STREAM} ${top}V${y + LABEL + 24}H${left - 3}m-5 -4l5 4l-5 4` });
  for (const hook of plan.after.filter((one) => one.op !== "norm_scale")) {
    const isAnswer = hook === plan.after.at(-1);
    const height = isAnswer ? 78 : hook.dims.length === 1 ? 20 : 48;
    const rect = {
      x: left,
      y: y + LABEL,
      width: isAnswer ? width - left - 8 : Math.min(250, width - left - 8),
      height,
    };
    boxes.push({ ...rect, id: hook.name, kind: isAnswer ? "answer" : "tensor", hook, stage });
    if (!isAnswer)
      wires.push({
        role: kindOf(hook).role,
        kind: "wire",
        path: `M${rect.x + rect.width - 14} ${rect.y + height + 3}V${rect.y + height + SHAPE + 14}m-4 -5l4 5l4 -5`,
      });
    y += LABEL + height + SHAPE + 6;
  }
  boxes.push({
    id: `costs-${stage}`,
    kind: "costs",
    hook: null,
    stage,
    x: left,
    y: y - 22,
    width: width - left,
    height: LINE,
  });
  return y + LINE;
}
