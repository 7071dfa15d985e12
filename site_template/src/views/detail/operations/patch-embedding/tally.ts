/** The sums of the three channels and the bias, added up in a column as on paper. */
import { setAttribute, setText, style, svg } from "../../../../marks/element.ts";
import { alignedOnPoint, number } from "../../../../maths/numbers.ts";
import type { PatchEmbedding } from "../../../../maths/workings/patch-embedding.ts";
import type { Layout } from "./layout.ts";
import { biasName, sumOf } from "./words.ts";

export interface Tally {
  readonly group: SVGGElement;
  draw(layout: Layout, work: PatchEmbedding): void;
  /** What each channel adds so far, null before it begins; whether the bias and the result are there. */
  at(sums: readonly (number | null)[], hasBias: boolean, hasResult: boolean): void;
  /** Where the result stands. */
  readonly end: { readonly x: number; readonly y: number };
}

export function tally(): Tally {
  const texts = Array.from({ length: 5 }, () => svg("text", { class: "patch-sum", "text-anchor": "end" }));
  const names = Array.from({ length: 5 }, () => svg("text", { class: "patch-text quiet" }));
  names[4]!.classList.add("equals");
  const rule = svg("line", { class: "axis-line" });
  const group = svg("g", {}, ...names, ...texts, rule);
  let [work, end]: [PatchEmbedding | null, { x: number; y: number }] = [null, { x: 0, y: 0 }];

  return {
    group,
    get end() {
      return end;
    },
    draw(layout, next) {
      work = next;
      const { wide, sums: x, rows, square } = layout;
      const middle = rows[2] + square.height / 2;
      const bottom = wide ? middle + 43 : rows[2] + square.height + 46;
      const ys = [...rows.map((y) => (wide ? y + square.height / 2 + 6 : y - 7)), bottom, bottom + 26];
      ys.forEach((y, i) => {
        for (const [name, value] of Object.entries({ x, y })) setAttribute(texts[i]!, name, value);
        const above = wide && i < 4;
        setAttribute(names[i]!, "x", above ? x : x - 68);
        setAttribute(names[i]!, "y", above ? y - 17 : y);
        setAttribute(names[i]!, "text-anchor", "end");
        setText(names[i]!, i < 3 ? sumOf(i) : i === 4 ? "=" : biasName(next.biased));
      });
      texts[4]!.classList.add("result");
      for (const [name, value] of Object.entries({ x1: x - 62, x2: x, y1: bottom + 7, y2: bottom + 7 }))
        setAttribute(rule, name, value);
      end = { x, y: bottom + 26 };
    },
    at(sums, hasBias, hasResult) {
      if (!work) return;
      const values = [...sums, hasBias ? work.bias : null, hasResult ? work.result : null];
      const printed = alignedOnPoint(values.filter((value) => value !== null).map(number));
      let at = 0;
      values.forEach((value, i) => {
        setText(texts[i]!, value === null ? "" : printed[at++]!);
        style(names[i]!, { opacity: value === null ? 0.4 : 1 });
      });
    },
  };
}
