/** What the diagram says of the place under the pointer, or of the box that has the focus. */

import { indexName } from "../../figures/tensor/scene.ts";
import { kindOf, stageTitle } from "../../hooks/kinds.ts";
import { titleOf as tensorTitle } from "../../hooks/words.ts";
import type { Reading } from "../../marks/reading-box.ts";
import { grouped, number, percent } from "../../maths/numbers.ts";
import { planeAxes } from "../../maths/plane.ts";
import { isTokenAxis, tokenName } from "../../maths/tokens.ts";
import { answer } from "../../page/answer.ts";
import { costTexts, shapeOf } from "./boxes.ts";
import type { Drawn } from "./diagram.ts";
import { gazeValues } from "./filler.ts";
import { mapHook, streamOf } from "./flow.ts";
import type { Scene } from "./scene.ts";
import { stepped } from "./spoken.ts";

interface Found {
  readonly reading: Reading | null;
  /** The token that it is about, for every other figure. */
  readonly token: number | null;
}

export function readingOf(scene: Scene, target: Element, event: PointerEvent | null): Found {
  const nothing = { reading: null, token: null };
  const id = target.closest<HTMLElement>("[data-box]")?.dataset["box"];
  const drawn = id === undefined ? undefined : scene.drawing.boxes.get(id);
  if (!drawn) return nothing;
  const { box } = drawn;
  const model = scene.model();
  const grid = scene.grid();
  const spot = event ? patchAt(scene, target, event) : null;
  const name = (one: number) => tokenName(grid, one);
  if (box.kind === "patches")
    return spot === null
      ? nothing
      : { reading: { title: name(spot), says: [`token ${spot} of ${grid.tokens}`], hook: "" }, token: spot };
  if (box.kind === "station") {
    const hooks = model.hooks.filter((hook) => hook.stage === box.stage);
    const map = scene.flow.maps.get(box.stage);
    const cost = scene.costs().stages.find(({ stage }) => stage === box.stage)!;
    const texts = costTexts(cost);
    const source = mapHook(hooks, scene.context.store.state.maps);
    if (spot !== null && map && source)
      return {
        reading: {
          title: `${stageTitle(box.stage)}, ${name(spot)}`,
          says: [
            scene.context.store.state.maps === "attention"
              ? `${number(map.values[spot]!)} of ${name(scene.token())}’s attention, mean of the heads${stepped(map)}`
              : `cosine similarity to ${name(scene.token())}: ${number(map.values[spot]!)}${stepped(map)}`,
          ],
          hook: `${source.name}${scene.context.store.state.maps === "attention" ? `[:, ${scene.token()}, ${spot}]` : `[${spot}] · [${scene.token()}]`}`,
        },
        token: spot,
      };
    return {
      reading: {
        title: stageTitle(box.stage),
        says: [
          ...(map?.length ? [`length of ${name(scene.token())}’s row: ${number(map.length)}`] : []),
          `${texts.own} parameters, ${texts.running} so far`,
          `${texts.share} of all multiply-adds`,
        ],
        hook: `${streamOf(hooks)?.name ?? box.stage}${map ? `[${scene.token()}]` : ""}`,
      },
      token: null,
    };
  }
  if (box.kind === "gaze" || box.kind === "heads") {
    const found = box.kind === "gaze" ? gazeValues(scene, box) : null;
    if (found && spot !== null)
      return {
        reading: {
          title: `${name(scene.token())} attends to ${name(spot)}`,
          says: [number(found.values[spot]!)],
          hook: `${box.hook!.name}[${scene.head()}, ${scene.token()}, ${spot}]`,
        },
        token: spot,
      };
    const number_ = target.closest<HTMLElement>("[data-head]")?.dataset["head"];
    return number_ === undefined
      ? nothing
      : {
          reading: { title: `head ${number_}`, says: ["its attention pattern"], hook: `${box.hook!.name}[${number_}]` },
          token: null,
        };
  }
  if (box.kind === "answer") {
    const { items, from } = answer(scene.context);
    return {
      reading: {
        title: "probabilities",
        says: [...items.slice(0, 3).map(({ label, share }) => `${label} ${percent(share)} %`), from],
        hook: box.hook!.name,
      },
      token: null,
    };
  }
  if (box.kind !== "tensor" || !target.closest(".ov-picture")) return nothing;
  return tensorReading(scene, drawn, target, event);
}

function tensorReading(scene: Scene, { box }: Drawn, target: Element, event: PointerEvent | null): Found {
  const hook = box.hook!;
  const model = scene.model();
  const grid = scene.grid();
  const cost = scene.costs().byHook.get(hook.name)!;
  const about = [
    `${shapeOf(hook.shape)} (${hook.dims.join(", ")})`,
    ...(cost.parameters > 0 ? [`${grouped(cost.parameters)} parameters`] : []),
    ...(cost.products > 0 ? [`${percent(cost.products / scene.costs().products)} % of all multiply-adds`] : []),
  ];
  const made = scene.painted.get(box.id);
  if (!event || !made || !scene.flow.tensors.has(hook.name))
    return { reading: { title: tensorTitle(hook), says: [hook.formula, ...about], hook: hook.name }, token: null };
  const area = target.closest(".ov-picture")!.getBoundingClientRect();
  const index = (share: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  const row = index((event.clientY - area.top) / area.height, made.rows);
  const column = index((event.clientX - area.left) / area.width, made.columns);
  const axes = planeAxes(hook);
  const [first, second] = made.turned ? [column, 0] : [row, column];
  const words = (axis: string, at: number) => indexName({ grid, model }, axis, at);
  const place =
    axes.columns > 1 ? `${words(axes.rowAxis, first)}, ${words(axes.columnAxis, second)}` : words(axes.rowAxis, first);
  const indices = hook.dims.map((axis, i) =>
    axis === "head" && hook.dims.length > 2
      ? scene.head()
      : axis === "1"
        ? 0
        : axis === axes.rowAxis && i === hook.dims.indexOf(axes.rowAxis)
          ? first
          : second,
  );
  const isToken = isTokenAxis(axes.rowAxis);
  return {
    reading: {
      title: `${kindOf(hook).label}: ${place}`,
      says: [number(made.at(row, column)), ...about],
      hook: `${hook.name}[${indices.join(", ")}]`,
    },
    token: isToken ? first + (axes.rowAxis === "patch" ? grid.prefix : 0) : null,
  };
}

function patchAt(scene: Scene, target: Element, event: PointerEvent): number | null {
  const area = target.closest<HTMLElement>("[data-map]")?.getBoundingClientRect();
  if (!area || area.width === 0) return null;
  const grid = scene.grid();
  const at = (share: number) => Math.floor(share * grid.side);
  const [row, column] = [at((event.clientY - area.top) / area.height), at((event.clientX - area.left) / area.width)];
  const inside = row >= 0 && column >= 0 && row < grid.side && column < grid.side;
  return inside ? grid.prefix + row * grid.side + column : null;
}
