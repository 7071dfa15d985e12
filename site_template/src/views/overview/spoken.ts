/** The diagram as a table: the same stages, shapes, costs and numbers for those who do not look at drawings. */

import { go } from "../../controls/links.ts";
import type { ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { blockOf, stageTitle } from "../../hooks/kinds.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { nameOf } from "../../hooks/words.ts";
import { html } from "../../marks/element.ts";
import { grouped, number, percent } from "../../maths/numbers.ts";
import { summarise } from "../../maths/statistics.ts";
import { tokenName } from "../../maths/tokens.ts";
import { answer } from "../../page/answer.ts";
import type { Context } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import { type Costs, costsOf, type StageCost } from "./counts.ts";
import { type Flow, streamOf } from "./flow.ts";
import { mostOf, stepped } from "./most.ts";
import { modelSentence, shapeOf, shareOfClass, stageColumns, TABLE, totalSentence } from "./words.ts";

export interface Spoken {
  readonly element: HTMLElement;
  update(model: ModelEntry, state: State, flow: Flow, token: number): void;
}

/** What the tables are made from. */
interface Told {
  readonly context: Context;
  readonly model: ModelEntry;
  readonly costs: Costs;
  readonly state: State;
  readonly flow: Flow;
  readonly token: number;
}

type Cell = string | HTMLElement;

export function spoken(context: Context): Spoken {
  const body = html("div", { class: "ov-spoken-body" });
  const element = html(
    "details",
    { class: "ov-spoken", "data-part": "in-words" },
    html("summary", {}, TABLE.summary),
    body,
  );
  let latest: (() => void) | null = null;
  element.addEventListener("toggle", () => latest?.());
  return {
    element,
    update(model, state, flow, token) {
      latest = () => body.replaceChildren(...contents({ context, model, costs: costsOf(model), state, flow, token }));
      if (element.open) latest();
    },
  };
}

function contents(told: Told): HTMLElement[] {
  const { context, model, costs, state } = told;
  const top = answer(context)
    .items.slice(0, 3)
    .map(({ label, share }) => shareOfClass(label, share));
  const opened = costs.stages.find(({ stage }) => String(blockOf(stage)) === state.open);
  return [
    html("p", {}, modelSentence(model, top)),
    framed(TABLE.stages, stageTable(told)),
    ...(opened ? [framed(TABLE.inside(stageTitle(opened.stage)), partTable(told, opened.stage))] : []),
    html("p", { class: "quiet" }, totalSentence(model.parameters, costs.products, costs.elsewhere)),
  ];
}

function stageTable(told: Told): HTMLElement {
  const name = tokenName(gridOf(told.model.config), told.token);
  const head = stageColumns(name, told.state.maps === "attention");
  return tableOf(
    head,
    told.costs.stages.map((cost) => stageCells(told, cost)),
  );
}

function stageCells({ model, flow, token }: Told, { stage, ...cost }: StageCost): Cell[] {
  const grid = gridOf(model.config);
  const hooks = model.hooks.filter((hook) => hook.stage === stage);
  const left = streamOf(hooks) ?? hooks.at(-1)!;
  const map = flow.maps.get(stage);
  const most = map && mostOf(map, grid, token);
  const missing = blockOf(stage) === null ? TABLE.none : TABLE.notYet;
  return [
    capital(stageTitle(stage)),
    shapeOf(left.shape),
    grouped(cost.parameters),
    grouped(cost.running),
    `${percent(cost.share)} %`,
    map?.length ? number(map.length) : missing,
    most ? TABLE.most(tokenName(grid, most.token), most.value, stepped(map)) : missing,
  ];
}

function partTable({ context, model, costs, flow }: Told, stage: string): HTMLElement {
  const lines = model.hooks
    .filter((hook) => hook.stage === stage)
    .map((hook): Cell[] => {
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
  return tableOf(TABLE.parts, lines);
}

function reachOf(value: TensorValue | undefined): string {
  if (!value) return TABLE.notYet;
  const { min, max } = summarise(value.data);
  return TABLE.reach(min, max);
}

const framed = (label: string, table: HTMLElement) =>
  html("div", { class: "ov-table-frame", tabindex: 0, role: "region", "aria-label": label }, table);

function tableOf(head: readonly string[], lines: readonly (readonly Cell[])[]): HTMLElement {
  const columns = head.map((cell) => html("th", { scope: "col" }, cell));
  const rows = lines.map(([first, ...others]) =>
    html("tr", {}, html("th", { scope: "row" }, first!), ...others.map((cell) => html("td", {}, cell))),
  );
  return html("table", {}, html("thead", {}, html("tr", {}, ...columns)), html("tbody", {}, ...rows));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
