/** The diagram from left to right: rows of blocks on one stream, the open one unfolded below its row. */
import { blockOf, kindOf } from "../tensors/kinds.ts";
import { panelAcross } from "./panel.ts";
import { segmentsOf } from "./segments.ts";
import { type Box, type Layout, LINE, LABEL, type Plan, type Rect, SHAPE, sum, type Wire } from "./shapes.ts";

const LEAST_PITCH = 51;
const LARGEST_MAP = 84;
const ARCH = 40;
const ROWS = 4;

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
  const sizes = width >= 960 ? ROOMY : TIGHT;
  const boxes: Box[] = [];
  const wires: Wire[] = [];
  const start = embeddingWidth(plan, sizes);
  const end = headWidth(plan, sizes);
  const count = Math.max(1, plan.blocks.length);
  const rows = rowsFor(count, width - start - end);
  const perRow = Math.ceil(count / rows);
  const pitch = (width - start - end) / perRow;
  const map = Math.floor(Math.min(LARGEST_MAP, pitch - 8));
  const stream = Math.max(LABEL + map + 10 + ARCH, 92);
  const table = stream + Math.max(ARCH + 12, 66);
  const rowHeight = table + ROWS * LINE + 8;
  const mapAt: Rect = { x: (pitch - map) / 2, y: stream - ARCH - 10 - map, width: map, height: map };

  let top = 4;
  for (let row = 0; row < rows; row++) {
    const blocks = plan.blocks.slice(row * perRow, (row + 1) * perRow);
    const y = top + stream;
    const isLast = row === rows - 1;
    const from = row === 0 ? start - sizes.gap : start - 12;
    const to = start + blocks.length * pitch + (isLast ? 8 : 24);
    wires.push({ role: "stream", kind: "stream", path: `M${from} ${y}H${to}` });
    if (row === 0) embedding(plan, sizes, top, y, top + table, boxes, wires);
    boxes.push(box("captions", `captions-${row}`, 0, top + table, start - (row === 0 ? 74 : 16), ROWS * LINE));
    blocks.forEach(({ stage, hooks }, i) => {
      const x = start + i * pitch;
      boxes.push({ ...box("station", stage, x, top, pitch, rowHeight), stage });
      wires.push(...arches(hooks, x, y, pitch));
    });
    const rowTop = top;
    const opened = blocks.findIndex(({ stage }) => blockOf(stage) === open);
    const bottom = top + rowHeight;
    top = bottom + 18;
    if (opened >= 0) {
      const { stage, hooks } = blocks[opened]!;
      const panel = panelAcross(stage, hooks, { x: 0, y: bottom + 14, width });
      const x = start + opened * pitch;
      wires.push({ role: "stream", kind: "lens", path: lens(x, bottom, pitch, panel.rect) });
      boxes.push(...panel.boxes);
      wires.push(...panel.wires);
      top = panel.rect.y + panel.rect.height + 24;
    }
    // After what is unfolded, for those who go through it by keyboard.
    if (isLast) head(plan, to, y, rowTop + table, width, boxes, wires);
    if (!isLast) wires.push({ role: "stream", kind: "stream", path: turn(to, y, width - 6, top - 8, start - 30, top + stream, from) });
  }
  return {
    direction: "across",
    width,
    height: top - 10,
    boxes,
    wires,
    station: { label: mapAt.y - LABEL, map: mapAt, stream, table },
  };
}

function rowsFor(count: number, room: number): number {
  let rows = 1;
  while (rows < count && room / Math.ceil(count / rows) < LEAST_PITCH) rows++;
  return rows;
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

const embeddingDepths = (plan: Plan) => Math.max(0, ...segmentsOf(plan.before).map(({ depths }) => depths));

function embeddingWidth(plan: Plan, sizes: Sizes): number {
  const depths = embeddingDepths(plan);
  const parts = Math.max(0, depths - 1) * (sizes.part + sizes.gap) + sizes.tokens;
  return sizes.picture + sizes.gap + sizes.patches + sizes.gap + parts + sizes.gap + 8;
}

function headWidth(plan: Plan, sizes: Sizes): number {
  const thin = plan.after.filter((hook) => hook.op !== "norm_scale" && hook.name !== "probabilities").length;
  return 12 + thin * (18 + 16) + 6 + sizes.answer;
}

function embedding(
  plan: Plan,
  sizes: Sizes,
  top: number,
  y: number,
  table: number,
  boxes: Box[],
  wires: Wire[],
): void {
  const stage = plan.before[0]?.stage ?? "embedding";
  boxes.push(box("image", "image", 0, y - sizes.picture / 2, sizes.picture, sizes.picture));
  let x = sizes.picture + sizes.gap;
  wires.push(arrow(sizes.picture + 3, x - 4, y));
  boxes.push(box("patches", "patches", x, y - sizes.patches / 2, sizes.patches, sizes.patches));
  const patchesEnd = x + sizes.patches;
  x = patchesEnd + sizes.gap;
  const placed = new Map<string, Rect>();
  for (const segment of segmentsOf(plan.before)) {
    for (const part of segment.parts) {
      const isLast = part.depth === segment.depths - 1;
      const size = isLast ? { width: sizes.tokens, height: 96 } : { width: sizes.part, height: 46 };
      const left = x + part.depth * (sizes.part + sizes.gap);
      const room = size.height + LABEL + SHAPE;
      const middle = y + (part.lane - (part.lanes - 1) / 2) * (room + 2) + (part.lanes > 1 ? (LABEL - SHAPE) / 2 : 0);
      const rect: Rect = { x: left, y: Math.max(top + LABEL, middle - size.height / 2), ...size };
      placed.set(part.hook.name, rect);
      boxes.push({ ...rect, id: part.hook.name, kind: "tensor", hook: part.hook, stage });
      const role = kindOf(part.hook).role;
      if (part.hook.inputs.includes("image"))
        wires.push({ role, kind: "wire", path: bend(patchesEnd + 2, y, rect.x - 2, rect.y + rect.height / 2) });
      for (const input of part.hook.inputs.map((name) => placed.get(name)))
        if (input)
          wires.push({ role, kind: "wire", path: bend(input.x + input.width + 2, input.y + input.height / 2, rect.x - 2, y) });
    }
  }
  const last = [...placed.values()].at(-1) ?? { x, width: 0 };
  boxes.push({ ...box("costs", `costs-${stage}`, last.x + last.width / 2 - 30, table, 60, ROWS * LINE), stage });
}

function head(
  plan: Plan,
  x: number,
  y: number,
  table: number,
  width: number,
  boxes: Box[],
  wires: Wire[],
): void {
  const stage = plan.after[0]?.stage ?? "head";
  let left = x + 14;
  wires.push(arrow(x, left - 3, y));
  for (const hook of plan.after.filter((one) => one.op !== "norm_scale")) {
    const isAnswer = hook === plan.after.at(-1);
    const rect = isAnswer
      ? { x: left, y: y - 46, width: width - left, height: 92 }
      : { x: left, y: y - 44, width: 18, height: 88 };
    boxes.push({ ...rect, id: hook.name, kind: isAnswer ? "answer" : "tensor", hook, stage, bare: !isAnswer });
    if (!isAnswer) wires.push(arrow(left + 20, left + 31, y));
    left += 18 + 16;
  }
  boxes.push({ ...box("costs", `costs-${stage}`, x + 8, table, 64, ROWS * LINE), stage });
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
      { role, kind: "wire" as const, path: `M${from} ${y}C${from} ${y + reach} ${to} ${y + reach} ${to} ${y + 7 * side}` },
      sum(to, y, role),
    ];
  });
}

/** From a station's foot to the whole width of what it unfolds into. */
function lens(x: number, y: number, pitch: number, panel: Rect): string {
  return `M${x + 1} ${y}L${panel.x} ${panel.y}H${panel.x + panel.width}L${x + pitch - 1} ${y}Z`;
}

/** From the end of a row around to the beginning of the next. */
function turn(x: number, y: number, right: number, middle: number, left: number, next: number, to: number): string {
  const r = 10;
  const edge = Math.min(right, x + 30);
  return `M${x} ${y}H${edge - r}q${r} 0 ${r} ${r}V${middle - r}q0 ${r} ${-r} ${r}H${left + r}q${-r} 0 ${-r} ${r}V${next - r}q0 ${r} ${r} ${r}H${to}`;
}
