/** The diagram from left to right: rows of blocks on one stream, the open one unfolded below its row. */
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { panelAcross } from "./panel-across.ts";
import { segmentsOf } from "./segments.ts";
import {
  ANSWERS,
  type Box,
  inShape,
  LABEL,
  type Layout,
  LINE,
  type Plan,
  type Rect,
  SHAPE,
  sum,
  turn,
  type Wire,
} from "./shapes.ts";

const LEAST_PITCH = 51;
const ROOMY_PITCH = 62;
const LARGEST_PITCH = 96;
/** Room at the left for the captions of a later row, and at the right for the stream to turn. */
const CAPTIONS = 112;
const TURN = 40;
/** Wide enough for the names of the arches. */
const NAMED_PITCH = 76;
/** More room between the picture and its patches, whose shapes stand side by side. */
const FIRST_GAP = 9;
/** From the stream down to the figures. */
const BELOW = 66;
const LARGEST_MAP = 84;
const ARCH = 40;
/** From one narrow picture of the head to the next. */
const THIN = 46;
/** The length of a row, and below it the answers. */
const ROWS = 1 + ANSWERS;

interface Sizes {
  readonly picture: number;
  readonly patches: number;
  readonly part: number;
  readonly tokens: number;
  readonly gap: number;
  readonly answer: number;
}

const ROOMY: Sizes = { picture: 76, patches: 84, part: 48, tokens: 58, gap: 24, answer: 96 };
const TIGHT: Sizes = { picture: 54, patches: 62, part: 42, tokens: 44, gap: 15, answer: 84 };

export function across(plan: Plan, width: number, open: number | null): Layout {
  const { sizes, pitch, rows } = arranged(plan, width);
  const boxes: Box[] = [];
  const wires: Wire[] = [];
  const map = Math.floor(Math.min(LARGEST_MAP, pitch - 8));
  const stream = Math.max(LABEL + map + 10 + ARCH, embeddingHeight(plan) - BELOW + 6);
  const table = stream + BELOW;
  const rowHeight = table + ROWS * LINE + 8;
  const slot: Rect = { x: (pitch - map) / 2, y: stream - ARCH - 10 - map, width: map, height: map };

  let [top, from] = [4, 0];
  rows.forEach((blocks, row) => {
    const [y, isLast] = [top + stream, row === rows.length - 1];
    const start = row === 0 ? embeddingWidth(plan, sizes) : CAPTIONS;
    from = row === 0 ? start - sizes.gap : start - 12;
    const to = start + blocks.length * pitch + (isLast ? 8 : 16);
    wires.push({ role: "stream", kind: "stream", path: `M${from} ${y}H${to}` });
    const captions = row === 0 ? embedding(plan, sizes, top, y, top + table, boxes, wires) : CAPTIONS - 14;
    boxes.push(box("captions", `captions-${row}`, 0, top + table, captions, ROWS * LINE));
    blocks.forEach(({ stage, hooks }, i) => {
      const x = start + i * pitch;
      boxes.push({ ...box("station", stage, x, top, pitch, rowHeight), stage });
      wires.push(...arches(hooks, x, y, pitch));
      if (i === 0 && pitch >= NAMED_PITCH) boxes.push(...archNames(hooks, stage, x, y, pitch));
    });
    const opened = blocks.findIndex(({ stage }) => blockOf(stage) === open);
    const bottom = top + rowHeight;
    top = bottom + 18;
    if (opened >= 0) {
      const { stage, hooks } = blocks[opened]!;
      const panel = panelAcross(
        { aspect: plan.aspect, stage, hooks },
        { x: 1, y: bottom + 14, width: width - (isLast ? 2 : 26) },
      );
      wires.push({ role: "stream", kind: "opening", path: opening(start + opened * pitch, bottom, pitch, panel.rect) });
      boxes.push(...panel.boxes);
      wires.push(...panel.wires);
      top = panel.rect.y + panel.rect.height + 24;
    }
    // After what is unfolded, for those who go through it by keyboard.
    if (isLast) head(plan, to, y, width, boxes, wires);
    else
      wires.push({
        role: "stream",
        kind: "stream",
        path: turn(to, y, width - 6, top - 8, CAPTIONS - 34, top + stream, CAPTIONS - 12),
      });
  });
  return {
    direction: "across",
    width,
    height: top - 10,
    boxes,
    wires,
    station: { label: slot.y - LABEL, map: inShape(slot, plan), stream, table },
  };
}

interface Arrangement {
  readonly sizes: Sizes;
  readonly pitch: number;
  readonly rows: readonly Plan["blocks"][];
}

/** As few rows as leave each block the width it needs, and as much width as those rows have. */
function arranged(plan: Plan, width: number): Arrangement {
  const count = Math.max(1, plan.blocks.length);
  for (let rows = 1; rows <= count; rows++)
    for (const [sizes, least] of [
      [ROOMY, ROOMY_PITCH],
      [TIGHT, LEAST_PITCH],
    ] as const)
      for (let pitch = LARGEST_PITCH; pitch >= least; pitch--) {
        const room = capacities(plan, sizes, width, rows).map((one) => Math.max(0, Math.floor(one / pitch)));
        if (room.reduce((sum, one) => sum + one, 0) < count || room.at(-1) === 0) continue;
        const exact = rows === 1 ? Math.min(LARGEST_PITCH, capacities(plan, sizes, width, 1)[0]! / count) : pitch;
        return { sizes, pitch: exact, rows: filled(plan, room) };
      }
  return { sizes: TIGHT, pitch: LEAST_PITCH, rows: plan.blocks.map((block) => [block]) };
}

/** What each row has left for blocks: the first gives room to the embedding, the last to the head. */
function capacities(plan: Plan, sizes: Sizes, width: number, rows: number): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const left = row === 0 ? embeddingWidth(plan, sizes) : CAPTIONS;
    return width - left - (row === rows - 1 ? headWidth(plan, sizes) : TURN);
  });
}

function filled(plan: Plan, room: readonly number[]): Plan["blocks"][] {
  let at = 0;
  return room.map((count, row) => {
    // The last row is never left empty.
    const take = Math.min(count, plan.blocks.length - at - (row < room.length - 1 ? 1 : 0));
    at += take;
    return plan.blocks.slice(at - take, at);
  });
}

const box = (kind: Box["kind"], id: string, x: number, y: number, width: number, height: number): Box => ({
  id,
  kind,
  x,
  y,
  width,
  height,
  hook: null,
  stage: "",
});

/** The picture or its patches, on the stream. */
const pictureBox = (kind: "image" | "patches", x: number, y: number, edge: number, plan: Plan): Box => {
  const { x: left, y: top, width, height } = inShape({ x, y: y - edge / 2, width: edge, height: edge }, plan);
  return box(kind, kind, left, top, width, height);
};

function embeddingHeight(plan: Plan): number {
  const lanes = Math.max(1, ...segmentsOf(plan.before).flatMap(({ parts }) => parts.map((part) => part.lanes)));
  return lanes * (46 + LABEL + SHAPE + 2);
}

const embeddingDepths = (plan: Plan) => Math.max(0, ...segmentsOf(plan.before).map(({ depths }) => depths));

function embeddingWidth(plan: Plan, sizes: Sizes): number {
  const depths = embeddingDepths(plan);
  const parts = Math.max(0, depths - 1) * (sizes.part + sizes.gap) + sizes.tokens;
  return sizes.picture + sizes.gap + FIRST_GAP + sizes.patches + sizes.gap + parts + sizes.gap + 8;
}

function headWidth(plan: Plan, sizes: Sizes): number {
  // The last one is the answer.
  const thin = plan.after.filter((hook) => hook.op !== "norm_scale").length - 1;
  return 34 + thin * THIN + 6 + sizes.answer;
}

/** Draws what comes before the blocks; returns where the captions of the figures end. */
function embedding(
  plan: Plan,
  sizes: Sizes,
  top: number,
  y: number,
  table: number,
  boxes: Box[],
  wires: Wire[],
): number {
  const stage = plan.before[0]?.stage ?? "embedding";
  boxes.push(pictureBox("image", 0, y, sizes.picture, plan));
  let x = sizes.picture + sizes.gap + FIRST_GAP;
  wires.push(arrow(sizes.picture + 3, x - 4, y));
  boxes.push(pictureBox("patches", x, y, sizes.patches, plan));
  const patchesEnd = x + sizes.patches;
  x = patchesEnd + sizes.gap;
  const placed = new Map<string, Rect>();
  for (const segment of segmentsOf(plan.before)) {
    for (const part of segment.parts) {
      const isLast = part.depth === segment.depths - 1;
      const size = isLast ? { width: sizes.tokens, height: 96 } : { width: sizes.part, height: 46 };
      const left = x + part.depth * (sizes.part + sizes.gap);
      const room = size.height + LABEL + SHAPE;
      // Side by side they end above the figures; one alone lies on the stream.
      const foot = table - 2 - (part.lanes - 1 - part.lane) * (room + 2);
      const rect: Rect = {
        x: left,
        y: part.lanes > 1 ? foot - SHAPE - size.height : Math.max(top + LABEL, y - size.height / 2),
        ...size,
      };
      placed.set(part.hook.name, rect);
      boxes.push({ ...rect, id: part.hook.name, kind: "tensor", hook: part.hook, stage });
      const role = kindOf(part.hook).role;
      if (part.hook.inputs.includes("image"))
        wires.push({ role, kind: "wire", path: bend(patchesEnd + 2, y, rect.x - 2, rect.y + rect.height / 2) });
      for (const input of part.hook.inputs.map((name) => placed.get(name)))
        if (input)
          wires.push({
            role,
            kind: "wire",
            path: bend(input.x + input.width + 2, input.y + input.height / 2, rect.x - 2, y),
          });
    }
  }
  const last = [...placed.values()].at(-1) ?? { x, width: 0 };
  return last.x + last.width / 2 - 36;
}

function head(plan: Plan, x: number, y: number, width: number, boxes: Box[], wires: Wire[]): void {
  const stage = plan.after[0]?.stage ?? "head";
  let left = x + 24;
  wires.push(arrow(x, left - 3, y));
  for (const hook of plan.after.filter((one) => one.op !== "norm_scale")) {
    const isAnswer = hook === plan.after.at(-1);
    const rect = isAnswer
      ? { x: left, y: y - 46, width: width - left, height: 92 }
      : { x: left, y: y - 44, width: 18, height: 88 };
    boxes.push({ ...rect, id: hook.name, kind: isAnswer ? "answer" : "tensor", hook, stage, bare: !isAnswer });
    if (!isAnswer) wires.push(arrow(left + 21, left + THIN - 4, y));
    left += THIN;
  }
}

const arrow = (from: number, to: number, y: number): Wire => ({
  role: "stream",
  kind: "wire",
  path: `M${from} ${y}H${to}m-5 -4l5 4l-5 4`,
});

const bend = (x1: number, y1: number, x2: number, y2: number) => {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
};

/** A block reads the stream and adds to it, once for each of its segments: above the stream, then below. */
function arches(hooks: Plan["before"], x: number, y: number, pitch: number): Wire[] {
  const adding = segmentsOf(hooks).filter(({ end }) => end !== null);
  const step = (pitch - 6) / Math.max(1, adding.length);
  return adding.flatMap(({ parts }, i) => {
    const role = parts.length > 0 ? kindOf(parts.at(-1)!.hook).role : "stream";
    const [from, to] = [x + 3 + i * step + step * 0.12, x + 3 + i * step + step * 0.78];
    const side = i % 2 === 0 ? -1 : 1;
    const reach = ARCH * 1.28 * side;
    return [
      {
        role,
        kind: "wire" as const,
        path: `M${from} ${y}C${from} ${y + reach} ${to} ${y + reach} ${to} ${y + 7 * side}`,
      },
      sum(to, y, role),
    ];
  });
}

/** What the arches of the first block are, on the other side of the stream from each. */
function archNames(hooks: Plan["before"], stage: string, x: number, y: number, pitch: number): Box[] {
  const adding = segmentsOf(hooks).filter(({ end }) => end !== null);
  const step = (pitch - 6) / Math.max(1, adding.length);
  return adding.flatMap(({ parts }, i): Box[] => {
    const hook = parts.at(-1)?.hook;
    if (!hook) return [];
    const top = i % 2 === 0 ? y + 11 : y - 11 - LINE;
    return [
      {
        id: `${stage}-${hook.name}-name`,
        kind: "name",
        hook,
        stage,
        x: x + i * step,
        y: top,
        width: step + 6,
        height: LINE,
      },
    ];
  });
}

/** From a station's foot to the whole width of what it unfolds into. */
function opening(x: number, y: number, pitch: number, panel: Rect): string {
  return `M${x + 1} ${y}L${panel.x} ${panel.y}H${panel.x + panel.width}L${x + pitch - 1} ${y}Z`;
}
