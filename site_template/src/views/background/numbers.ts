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

/** A number of a tensor as it is printed: an index along tokens or classes by its name. Null where there is none. */
export function numberText(
  number: ConceptNumber,
  { shape, dims, data }: TensorValue,
  model: ModelEntry,
): string | null {
  const values = pick(data, shape, number.at, model.config.n_prefix);
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

/** A list of sentences; what is not known yet is a dash, and the first picture's numbers are there from the start. */
export function numbersOf(
  { session, manifest }: Context,
  list: HTMLElement,
  numbers: readonly ConceptNumber[],
): Numbers {
  const source = html("p", { class: "numbers-source", "data-part": "numbers-source" });
  const element = html("div", { class: "concept-numbers", "data-part": "concept-numbers" }, list, source);
  const rows = numbers.map((number) => {
    const row = html("li", {});
    row.innerHTML = number.html;
    const place = row.querySelector("[data-number]") ?? row.appendChild(html("b", { "data-number": "" }));
    return { number, row, place };
  });
  list.replaceChildren(...rows.map(({ row }) => row));
  list.setAttribute("data-part", "numbers");
  let asked: object | null = null;

  function early(): boolean {
    const first = session.picture().id === manifest.images[0]?.id;
    for (const { number, row, place } of rows) {
      const value = first ? number.values[session.model().id] : undefined;
      row.hidden = false;
      setText(place, value ? (number.take === "argmax" ? value.text : printed(value.value)) : "…");
    }
    return first && rows.some(({ number }) => session.model().id in number.values);
  }

  async function fill(outcome: object): Promise<void> {
    const model = session.model();
    const filled = await Promise.all(
      rows.map(async ({ number, row, place }) => {
        const hook = inLastBlock(number.hook, model.config.n_layers);
        if (!model.hooks.some(({ name }) => name === hook)) return () => (row.hidden = true);
        const tensor = await session.tensor(hook);
        const text = numberText(number, tensor, model);
        return () => {
          row.hidden = text === null;
          setText(place, text ?? "");
          place.setAttribute("title", `${number.take} of ${hook}[${number.at.join(", ")}]`);
        };
      }),
    );
    if (asked !== outcome) return;
    for (const show of filled) show();
    setText(source, `Live: computed in this page, on “${session.picture().title}”.`);
  }

  return {
    element,
    update() {
      element.hidden = rows.length === 0;
      const { outcome } = session;
      if (rows.length === 0 || asked === outcome) return;
      asked = outcome;
      if (outcome.kind === "done") {
        fill(outcome).catch(() => asked === outcome && setText(source, UNREAD));
        return;
      }
      const known = early();
      const failed = outcome.kind === "failed" ? `${outcome.message}. ${outcome.hint}` : "";
      if (known) setText(source, failed ? `Precomputed with PyTorch. ${failed}` : PRECOMPUTED);
      else setText(source, failed ? `No numbers: ${failed}` : AWAITED);
    },
  };
}

const UNREAD = "The numbers could not be read; choose the picture again.";
const PRECOMPUTED = "Precomputed with PyTorch, until the model has run in this page.";
const AWAITED = "The numbers come as soon as the model has run in this page.";
