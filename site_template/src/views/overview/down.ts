/** The diagram from top to bottom, for narrow screens: one station below the other, the open one unfolded in place. */
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { panelDown } from "./panel-down.ts";
import { type Part, segmentsOf } from "./segments.ts";
import {
  type Box,
  curve,
  inShape,
  LABEL,
  type Layout,
  LINE,
  type Plan,
  type Rect,
  SHAPE,
  sum,
  type Wire,
} from "./shapes.ts";

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
    const panel = panelDown({ aspect: plan.aspect, stage, hooks }, { x: 0, y, width });
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
    station: { label: 0, map: inShape(MAP, plan), stream: STREAM, table: 0 },
  };
}

const LEFT = STREAM + 18;
const BETWEEN = 34;
const WIDEST = 250;
const PART = 48;

const bare = (kind: "image" | "patches", rect: Rect): Box => ({ ...rect, id: kind, kind, hook: null, stage: "" });

/** Draws what comes before the blocks; returns where it ends. */
function embedding(plan: Plan, width: number, boxes: Box[], wires: Wire[]): number {
  const stage = plan.before[0]?.stage ?? "embedding";
  const edge = Math.min(116, (width - 90) / 2);
  const image: Rect = { x: LEFT, y: LABEL, width: edge, height: edge };
  const patches: Rect = { ...image, x: LEFT + edge + BETWEEN };
  boxes.push(bare("image", inShape(image, plan)), bare("patches", inShape(patches, plan)));
  const cut = `M${LEFT + edge + 4} ${LABEL + edge / 2}H${patches.x - 5}m-5 -4l5 4l-5 4`;
  wires.push({ role: "stream", kind: "wire", path: cut });
  let y = LABEL + edge + SHAPE + 8;
  const placed = new Map<string, Rect>([["image", patches]]);
  for (const segment of segmentsOf(plan.before))
    for (let depth = 0; depth < segment.depths; depth++) {
      for (const part of segment.parts.filter((one) => one.depth === depth)) {
        const rect = partRect(part, width, y);
        placed.set(part.hook.name, rect);
        boxes.push({ ...rect, id: part.hook.name, kind: "tensor", hook: part.hook, stage });
        wires.push(...incoming(part, rect, placed));
      }
      y += LABEL + PART + SHAPE + 8;
    }
  const last = [...placed.values()].at(-1)!;
  const joining = `M${last.x - 3} ${last.y + 24}H${STREAM + 8}q-8 0 -8 8V${y + LINE}`;
  wires.push({ role: "stream", kind: "stream", path: joining });
  return y + 8;
}

/** What reads the patches stands below them, at the right. */
function partRect({ lane, lanes }: Part, width: number, y: number): Rect {
  const share = (width - STREAM - 28 - BETWEEN * (lanes - 1)) / lanes;
  const at = lanes - 1 - lane;
  return { x: LEFT + at * (share + BETWEEN), y: y + LABEL, width: Math.min(share, WIDEST), height: PART };
}

function incoming({ hook }: Part, rect: Rect, placed: ReadonlyMap<string, Rect>): Wire[] {
  const sources = hook.inputs.map((name) => placed.get(name)).filter((source) => source !== undefined);
  return sources.map(({ x, y, width, height }) => ({
    role: kindOf(hook).role,
    kind: "wire",
    path: curve(x + width - 14, y + height + 3, rect.x + rect.width - 14, rect.y - 3, true),
  }));
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
  let y = top + 14;
  wires.push({ role: "stream", kind: "wire", path: `M${STREAM} ${top}V${y + LABEL + 24}H${LEFT - 3}m-5 -4l5 4l-5 4` });
  for (const hook of plan.after.filter((one) => one.op !== "norm_scale")) {
    const isAnswer = hook === plan.after.at(-1);
    const height = isAnswer ? 78 : hook.dims.length === 1 ? 20 : PART;
    const room = width - LEFT - 8;
    const rect = { x: LEFT, y: y + LABEL, width: isAnswer ? room : Math.min(WIDEST, room), height };
    boxes.push({ ...rect, id: hook.name, kind: isAnswer ? "answer" : "tensor", hook, stage });
    const foot = rect.y + height;
    const path = `M${rect.x + rect.width - 14} ${foot + 3}V${foot + SHAPE + 14}m-4 -5l4 5l4 -5`;
    if (!isAnswer) wires.push({ role: kindOf(hook).role, kind: "wire", path });
    y += LABEL + height + SHAPE + 6;
  }
  return y;
}
