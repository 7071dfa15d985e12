/** Outlines round the three numbers of a term, and the numbers printed below their squares. */
import { setAttribute, setText, svg } from "../../../../marks/element.ts";
import { number } from "../../../../maths/numbers.ts";
import { type PatchEmbedding, termPlace } from "../../../../maths/workings/patch-embedding.ts";
import { outline } from "../../figures/place.ts";
import { type Layout, termBox } from "./layout.ts";

export interface TermMark {
  readonly elements: readonly SVGElement[];
  draw(layout: Layout, work: PatchEmbedding): void;
  /** Null hides. */
  at(term: number | null): void;
}

export function termMark(): TermMark {
  const marks = [0, 1, 2].map(() => outline());
  const pair = [0, 1, 2].map(() => svg("text", { class: "patch-pair", "text-anchor": "middle" }));
  const signs = ["×", "="].map((sign) => svg("text", { class: "patch-pair", "text-anchor": "middle" }, sign));
  let drawn: { layout: Layout; work: PatchEmbedding } | null = null;
  let shown: number | null | undefined;

  function show({ layout, work }: NonNullable<typeof drawn>, term: number): void {
    const { columns, rows, square } = layout;
    const texts = [work.pixels[term]!, work.filter[term]!, work.products[term]!].map(number);
    const y = rows[termPlace(work.size, term).channel]! + square.height + 18;
    columns.forEach((x, i) => {
      marks[i]!.at(termBox(layout, work, term, i));
      setText(pair[i]!, texts[i]!);
      setAttribute(pair[i]!, "x", x + square.width / 2);
      setAttribute(pair[i]!, "y", y);
    });
    signs.forEach((sign, i) => {
      setAttribute(sign, "x", (columns[i]! + square.width + columns[i + 1]!) / 2);
      setAttribute(sign, "y", y);
    });
  }

  return {
    elements: [...marks.map((one) => one.group), ...pair, ...signs],
    draw(layout, work) {
      drawn = { layout, work };
      shown = undefined;
    },
    at(term) {
      if (!drawn || term === shown) return;
      shown = term;
      for (const one of [...pair, ...signs]) setAttribute(one, "visibility", term === null ? "hidden" : null);
      if (term === null) for (const one of marks) one.at(null);
      else show(drawn, term);
    },
  };
}
