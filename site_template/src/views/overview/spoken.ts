/** The diagram as a table: the same stages, shapes, costs and numbers for those who do not look at drawings. */

import { go } from "../../controls/links.ts";
import type { ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { blockOf, stageTitle } from "../../hooks/kinds.ts";
import { gridOf, imageSize } from "../../hooks/sizes.ts";
import { nameOf } from "../../hooks/words.ts";
import { html } from "../../marks/element.ts";
import { grouped, number, parameters, percent } from "../../maths/numbers.ts";
import { largest, summarise } from "../../maths/statistics.ts";
import { type Grid, tokenName } from "../../maths/tokens.ts";
import { answer } from "../../page/answer.ts";
import type { Context } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import type { BlockMap } from "./block-map.ts";
import { shapeOf } from "./boxes.ts";
import { type Costs, costsOf } from "./counts.ts";
import { type Flow, streamOf } from "./flow.ts";
import { COUNTING } from "./words.ts";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What is said beside a number that a byte has held. */
export const stepped = (map: BlockMap | undefined): string =>
  map?.length === null ? ", precomputed in 256 steps" : "";

/** "most at patch (3, 1), 0.180". */
export function mostOf(
  map: Pick<BlockMap, "values">,
  grid: Grid,
  except: number,
): { token: number; value: number } | null {
  const patches = largest(map.values, 4).filter((token) => token >= grid.prefix && token !== except);
  const token = patches[0] ?? largest(map.values.subarray(grid.prefix), 1).map((i) => i + grid.prefix)[0];
  return token === undefined ? null : { token, value: map.values[token]! };
}

export function spoken(context: Context): {
  element: HTMLElement;
  update(model: ModelEntry, state: State, flow: Flow, token: number): void;
} {
  const body = html("div", { class: "ov-spoken-body" });
  const element = html(
    "details",
    { class: "ov-spoken", "data-part": "in-words" },
    html("summary", {}, "The diagram in words and numbers"),
    body,
  );
  let latest: (() => void) | null = null;
  element.addEventListener("toggle", () => latest?.());
  return {
    element,
    update(model, state, flow, token) {
      latest = () => body.replaceChildren(...contents(context, model, state, flow, token));
      if (element.open) latest();
    },
  };
}

function contents(context: Context, model: ModelEntry, state: State, flow: Flow, token: number): HTMLElement[] {
  const costs = costsOf(model);
  const grid = gridOf(model.config);
  const image = imageSize(model.config);
  const top = answer(context)
    .items.slice(0, 3)
    .map(({ label, share }) => `${label} ${percent(share)} %`);
  const opened = costs.stages.find(({ stage }) => String(blockOf(stage)) === state.open);
  return [
    html(
      "p",
      {},
      `${model.title} takes a picture of ${image.width} × ${image.height} pixels as ${grid.columns} × ${grid.rows} patches, ${grid.tokens} tokens of ${grouped(model.config.d_model)} numbers each, through ${model.config.n_layers} blocks with ${model.config.n_heads} heads. ${top.length > 0 ? `Its answer: ${top.join(", ")}.` : "Its answer is not known yet."}`,
    ),
    framed("Stages of the model", stageTable(model, costs, state, flow, grid, token)),
    ...(opened
      ? [framed(`Inside ${stageTitle(opened.stage)}`, partTable(context, model, costs, opened.stage, flow))]
      : []),
    html(
      "p",
      { class: "quiet" },
      `${parameters(model.parameters)} parameters (${grouped(model.parameters)}) and ${large(costs.products)} multiply-adds in all. ${COUNTING}${costs.elsewhere === 0 ? "" : ` ${grouped(Math.abs(costs.elsewhere))} parameters ${costs.elsewhere > 0 ? "belong to no tensor shown here" : "are counted that this model does not have"}.`}`,
    ),
  ];
}

const framed = (label: string, table: HTMLElement) =>
  html("div", { class: "ov-table-frame", tabindex: 0, role: "region", "aria-label": label }, table);

const large = (count: number): string =>
  count >= 1e9 ? `${(count / 1e9).toFixed(1)} billion` : `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} million`;

const row = (kind: "th" | "td", cells: readonly (string | HTMLElement)[]) =>
  html(
    "tr",
    {},
    ...cells.map((cell, i) =>
      kind === "th"
        ? html("th", { scope: "col" }, cell)
        : i === 0
          ? html("th", { scope: "row" }, cell)
          : html("td", {}, cell),
    ),
  );

function stageTable(model: ModelEntry, costs: Costs, state: State, flow: Flow, grid: Grid, token: number): HTMLElement {
  const name = tokenName(grid, token);
  const head = [
    "stage",
    "leaves",
    "parameters",
    "running total",
    "share of compute",
    `length of ${name}`,
    state.maps === "attention" ? `patch that ${name} looks at most` : `patch most like ${name}`,
  ];
  const lines = costs.stages.map(({ stage, ...cost }) => {
    const hooks = model.hooks.filter((hook) => hook.stage === stage);
    const left = streamOf(hooks) ?? hooks.at(-1)!;
    const map = flow.maps.get(stage);
    const most = map && mostOf(map, grid, token);
    return [
      capital(stageTitle(stage)),
      shapeOf(left.shape),
      grouped(cost.parameters),
      grouped(cost.running),
      `${percent(cost.share)} %`,
      map?.length ? number(map.length) : blockOf(stage) === null ? "–" : "not yet known",
      most
        ? `${tokenName(grid, most.token)}, ${number(most.value)}${stepped(map)}`
        : blockOf(stage) === null
          ? "–"
          : "not yet known",
    ];
  });
  return html(
    "table",
    {},
    html("thead", {}, row("th", head)),
    html("tbody", {}, ...lines.map((cells) => row("td", cells))),
  );
}

function reachOf(value: TensorValue | undefined): string {
  if (!value) return "not yet known";
  const { min, max } = summarise(value.data);
  return `${number(min)} to ${number(max)}`;
}

function partTable(context: Context, model: ModelEntry, costs: Costs, stage: string, flow: Flow): HTMLElement {
  const lines = model.hooks
    .filter((hook) => hook.stage === stage)
    .map((hook) => {
      const cost = costs.byHook.get(hook.name)!;
      return [
        go(context, { view: "detail", hook: hook.name, at: 0 }, {}, capital(nameOf(hook))),
        html("code", {}, hook.name),
        shapeOf(hook.shape),
        hook.formula,
        grouped(cost.parameters),
        costs.products > 0 ? `${percent(cost.products / costs.products)} %` : "0 %",
        reachOf(flow.tensors.get(hook.name)),
      ];
    });
  return html(
    "table",
    {},
    html(
      "thead",
      {},
      row("th", ["part", "hook", "shape", "formula", "parameters", "share of compute", "lowest and highest value"]),
    ),
    html("tbody", {}, ...lines.map((cells) => row("td", cells))),
  );
}
