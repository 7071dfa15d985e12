/** What the diagram says of the place under the pointer, or of the box that has the focus. */

import { stageTitle } from "../../hooks/kinds.ts";
import { nameOf } from "../../hooks/words.ts";
import { number } from "../../maths/numbers.ts";
import { patchAt, tokenName } from "../../maths/tokens.ts";
import { answer } from "../../page/answer.ts";
import type { Current } from "./current.ts";
import { gazeValues } from "./filler.ts";
import { mapHook, streamOf } from "./flow.ts";
import { stepped } from "./most.ts";
import type { Box } from "./shapes.ts";
import { type Found, tensorReading } from "./tensor-reading.ts";
import { costTexts, INSIDE, READING, STATION, shareOfClass } from "./words.ts";

/** What is pointed at: an element, a patch of its picture where it has one, and where exactly. */
interface Place {
  readonly target: Element;
  readonly patch: number | null;
  readonly event: PointerEvent | null;
}

const NOTHING: Found = { reading: null, token: null };

export function readingOf(current: Current, target: Element, event: PointerEvent | null): Found {
  const id = target.closest<HTMLElement>("[data-box]")?.dataset["box"];
  const drawn = id === undefined ? undefined : current.drawing.boxes.get(id);
  if (!drawn) return NOTHING;
  const place = { target, patch: event ? tokenAt(current, target, event) : null, event };
  return READERS[drawn.box.kind]?.(current, drawn.box, place) ?? NOTHING;
}

type Reader = (current: Current, box: Box, place: Place) => Found;

const patches: Reader = (current, _box, { patch }) => {
  if (patch === null) return NOTHING;
  const grid = current.grid();
  const says = [READING.token(patch, grid.tokens)];
  return { reading: { title: tokenName(grid, patch), says, hook: "" }, token: patch };
};

const station: Reader = (current, box, { patch }) => {
  const map = current.flow.maps.get(box.stage);
  const hooks = current.model().hooks.filter((hook) => hook.stage === box.stage);
  const source = mapHook(hooks, current.context.store.state.maps);
  if (patch !== null && map && source) return mapReading(current, box, patch, source.name);
  const cost = current.costs().stages.find(({ stage }) => stage === box.stage)!;
  const { own, running, share } = costTexts(cost);
  const name = tokenName(current.grid(), current.token());
  const says = [
    ...(map?.length ? [READING.length(name, map.length)] : []),
    STATION.costs(own, running),
    READING.share(share),
  ];
  const hook = `${streamOf(hooks)?.name ?? box.stage}${map ? `[${current.token()}]` : ""}`;
  return { reading: { title: stageTitle(box.stage), says, hook }, token: null };
};

/** One patch of a block's small picture. */
function mapReading(current: Current, box: Box, patch: number, source: string): Found {
  const map = current.flow.maps.get(box.stage)!;
  const grid = current.grid();
  const token = current.token();
  const isAttention = current.context.store.state.maps === "attention";
  const said = isAttention ? READING.attention : READING.similarity;
  return {
    reading: {
      title: READING.spot(stageTitle(box.stage), tokenName(grid, patch)),
      says: [said(map.values[patch]!, tokenName(grid, token), stepped(map))],
      hook: isAttention ? `${source}[:, ${token}, ${patch}]` : `${source}[${patch}] · [${token}]`,
    },
    token: patch,
  };
}

const gaze: Reader = (current, box, place) => {
  const found = gazeValues(current, box);
  const { patch } = place;
  if (!found || patch === null) return heads(current, box, place);
  const [grid, token] = [current.grid(), current.token()];
  const title = READING.attends(tokenName(grid, token), tokenName(grid, patch));
  const hook = `${box.hook!.name}[${current.head()}, ${token}, ${patch}]`;
  return { reading: { title, says: [number(found.values[patch]!)], hook }, token: patch };
};

const heads: Reader = (_current, box, { target }) => {
  const head = target.closest<HTMLElement>("[data-head]")?.dataset["head"];
  if (head === undefined) return NOTHING;
  const hook = `${box.hook!.name}[${head}]`;
  return { reading: { title: INSIDE.head(Number(head)), says: [READING.pattern], hook }, token: null };
};

const classes: Reader = (current, box) => {
  const { items, from } = answer(current.context);
  const says = [...items.slice(0, 3).map(({ label, share }) => shareOfClass(label, share)), from];
  return { reading: { title: nameOf(box.hook!), says, hook: box.hook!.name }, token: null };
};

const tensor: Reader = (current, box, { target, event }) =>
  target.closest(".ov-picture") ? tensorReading(current, box, target, event) : NOTHING;

const READERS: Readonly<Partial<Record<Box["kind"], Reader>>> = {
  patches,
  station,
  gaze,
  heads,
  answer: classes,
  tensor,
};

function tokenAt(current: Current, target: Element, event: PointerEvent): number | null {
  const area = target.closest<HTMLElement>("[data-map]")?.getBoundingClientRect();
  if (!area || area.width === 0) return null;
  const grid = current.grid();
  const row = Math.floor(((event.clientY - area.top) / area.height) * grid.rows);
  const column = Math.floor(((event.clientX - area.left) / area.width) * grid.columns);
  const patch = patchAt(grid, row, column);
  return patch === null ? null : patch + grid.prefix;
}
