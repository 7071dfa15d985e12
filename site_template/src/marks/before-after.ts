/** Class bars before and after: what was is an outline, what is fills it. */
import { percent } from "../maths/numbers.ts";
import { html, setAttribute, setText, svg } from "./element.ts";
import * as words from "./words.ts";

export interface Change {
  readonly index: number;
  readonly label: string;
  readonly before: number;
  /** Null where there is nothing to compare with. */
  readonly after: number | null;
}

/** The shortest bar, so that every class leaves a mark. */
const LEAST = 0.6;

/** The classes that were or are highest, in the order of before. */
export function changesOf(
  before: ArrayLike<number>,
  after: ArrayLike<number> | null,
  labels: readonly string[],
  most: number,
): Change[] {
  const highest = (of: ArrayLike<number>, count: number) =>
    Array.from({ length: of.length }, (_, i) => i)
      .sort((a, b) => of[b]! - of[a]!)
      .slice(0, count);
  const own = highest(before, most);
  // A class that has come up takes the place of the last.
  const risen = after ? highest(after, 2).filter((index) => !own.includes(index)) : [];
  const shown = [...own.slice(0, most - risen.length), ...risen];
  return shown.map((index) => ({
    index,
    label: labels[index] ?? words.className(index),
    before: before[index]!,
    after: after ? after[index]! : null,
  }));
}

export function beforeAfter(list: HTMLElement, changes: readonly Change[]): void {
  const there = new Map(
    [...list.querySelectorAll<HTMLElement>("[data-class]")].map((row) => [row.dataset["class"]!, row]),
  );
  const rows = changes.map((change) => filled(there.get(String(change.index)) ?? emptyRow(change.index), change));
  if (rows.some((row, i) => list.children[i] !== row) || list.children.length !== rows.length)
    list.replaceChildren(...rows);
}

function emptyRow(index: number): HTMLElement {
  const track = svg(
    "svg",
    { class: "bar-track", viewBox: "0 0 100 12", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "ba-after", y: 1, height: 10 }),
    svg("rect", { class: "ba-before", y: 0.5, height: 11 }),
  );
  return html(
    "li",
    { class: "ba-row", "data-class": index },
    html("span", { class: "bar-name" }),
    track,
    html("span", { class: "ba-value figures" }),
  );
}

function filled(row: HTMLElement, { label, before, after }: Change): HTMLElement {
  setText(row.querySelector(".bar-name")!, label);
  row.querySelector(".bar-name")!.setAttribute("title", label);
  const [now, was] = [row.querySelector(".ba-after")!, row.querySelector(".ba-before")!];
  setAttribute(now, "width", Math.max(LEAST, 100 * (after ?? before)));
  setAttribute(was, "width", Math.max(LEAST, 100 * before));
  setAttribute(was, "visibility", after === null ? "hidden" : null);
  setText(row.querySelector(".ba-value")!, after === null ? percent(before) : `${percent(before)} → ${percent(after)}`);
  return row;
}
