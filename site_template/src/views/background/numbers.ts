/** The step on the chosen picture's real numbers: read from the session's tensors, filled into the sentences. */
import type { ConceptNumber } from "../../data/concepts.ts";
import type { ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { html, setText } from "../../marks/element.ts";
import { number as printed } from "../../maths/numbers.ts";
import { inLastBlock, pick, take } from "../../maths/pick.ts";
import { isTokenAxis, prefixOf, tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Outcome, Session } from "../../page/session.ts";
import { whyFailed } from "../../page/words.ts";
import { NUMBERS } from "./words.ts";

/** A number of a tensor as it is printed: an index along tokens or classes by its name. Null where there is none. */
function numberText(number: ConceptNumber, { shape, dims, data }: TensorValue, model: ModelEntry): string | null {
  const values = pick(data, shape, number.at, gridOf(model.config).prefix);
  if (!values || values.length === 0) return null;
  const value = take(values, number.take);
  if (number.take !== "argmax") return printed(value);
  const axis = dims[number.at.indexOf(":")] ?? "";
  const grid = gridOf(model.config);
  if (axis === "class") return model.labels[value] ?? String(value);
  return isTokenAxis(axis) ? tokenName(grid, value + prefixOf(grid, axis)) : String(value);
}

export interface Numbers {
  readonly element: HTMLElement;
  update(): void;
}

interface Row {
  readonly number: ConceptNumber;
  readonly row: HTMLElement;
  readonly place: Element;
}

function rowOf(number: ConceptNumber): Row {
  const row = html("li", {});
  row.innerHTML = number.html;
  const place = row.querySelector("[data-number]") ?? row.appendChild(html("b", { "data-number": "" }));
  return { number, row, place };
}

/** A list of sentences; what is not known yet is a dash, and the first picture's numbers are there from the start. */
export function numbersOf(context: Context, list: HTMLElement, numbers: readonly ConceptNumber[]): Numbers {
  const { session } = context;
  const source = html("p", { class: "numbers-source", "data-part": "numbers-source" });
  const element = html("div", { class: "concept-numbers", "data-part": "concept-numbers" }, list, source);
  const rows = numbers.map(rowOf);
  list.replaceChildren(...rows.map(({ row }) => row));
  list.setAttribute("data-part", "numbers");
  let asked: object | null = null;

  async function live(outcome: object): Promise<void> {
    const filled = await Promise.all(rows.map((row) => computed(session, row)));
    if (asked !== outcome) return;
    for (const show of filled) show();
    setText(source, NUMBERS.live(session.picture().title));
  }

  return {
    element,
    update() {
      element.hidden = rows.length === 0;
      const { outcome } = session;
      if (rows.length === 0 || asked === outcome) return;
      asked = outcome;
      if (outcome.kind === "done") live(outcome).catch(() => asked === outcome && setText(source, NUMBERS.unread));
      else setText(source, sourceText(showPrecomputed(context, rows), outcome));
    },
  };
}

/** Shows what the builder computed for the first picture; tells whether there is any of it. */
function showPrecomputed({ session, manifest }: Context, rows: readonly Row[]): boolean {
  const isFirst = session.picture().id === manifest.images[0]?.id;
  const model = session.model().id;
  for (const { number, row, place } of rows) {
    const value = isFirst ? number.values[model] : undefined;
    row.hidden = false;
    setText(place, value ? (number.take === "argmax" ? value.text : printed(value.value)) : NUMBERS.unknown);
  }
  return isFirst && rows.some(({ number }) => model in number.values);
}

/** What shows the number of the present run, once it is known. */
async function computed(session: Session, { number, row, place }: Row): Promise<() => void> {
  const model = session.model();
  const hook = inLastBlock(number.hook, model.config.n_layers);
  if (!model.hooks.some(({ name }) => name === hook)) return () => void (row.hidden = true);
  const text = numberText(number, await session.tensor(hook), model);
  return () => {
    row.hidden = text === null;
    setText(place, text ?? "");
    place.setAttribute("title", NUMBERS.source(number.take, `${hook}[${number.at.join(", ")}]`));
  };
}

function sourceText(isKnown: boolean, outcome: Exclude<Outcome, { kind: "done" }>): string {
  if (outcome.kind === "pending") return isKnown ? NUMBERS.precomputed : NUMBERS.awaited;
  const failure = whyFailed(outcome.message, outcome.hint);
  return isKnown ? NUMBERS.precomputedFor(failure) : NUMBERS.none(failure);
}
