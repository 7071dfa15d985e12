/** What is multiplied now, printed below the rectangle: two factors in their colours and their product. */
import { html, setText, style } from "../../../../marks/element.ts";
import { number } from "../../../../maths/numbers.ts";

export interface Pair {
  readonly element: HTMLElement;
  /** Where the plot begins and how wide it is. */
  size(left: number, width: number): void;
  /** `x` is the middle of what it belongs to; null hides. */
  at(x: number | null, name?: string, left?: number, right?: number, product?: number): void;
}

/** The row is this high without a picture. */
const HEIGHT = 20;
/** Width of a character of the monospaced font at the size of the style sheet. */
const CHARACTER = 7.9;
const LETTER = 6.2;

/** `beside` is a square picture that goes with the numbers, such as the patch of a key; `edge` its size. */
export function pair(leftRole: string, rightRole: string, beside: HTMLElement | null = null, edge = 0): Pair {
  const [first, second] = [html("span", { class: `role-${leftRole}` }), html("span", { class: `role-${rightRole}` })];
  const [product, about] = [html("span", {}), html("span", { class: "pair-name" })];
  const text = html("div", { class: "pair-text", hidden: true }, beside, first, " × ", second, " = ", product, about);
  const element = html("div", { class: "pair", "aria-hidden": "true" }, text);
  style(element, { height: `${Math.max(HEIGHT, edge)}px`, "line-height": `${Math.max(HEIGHT, edge)}px` });
  let [start, room] = [0, 0];
  return {
    element,
    size: (left, width) => void ([start, room] = [left, width]),
    at(x, name = "", left = 0, right = 0, value = 0) {
      text.hidden = x === null;
      if (x === null) return;
      setText(first, number(left));
      setText(second, number(right));
      setText(product, number(value));
      const length = number(left).length + number(right).length + number(value).length + 6;
      const bare = length * CHARACTER + edge + 12;
      const named = bare + 12 + name.length * LETTER;
      // Where there is no room for the name, the numbers alone.
      const wide = named <= room ? named : bare;
      setText(about, wide === named ? name : "");
      const from = Math.max(0, Math.min(room - wide, x - wide / 2));
      style(text, { transform: `translateX(${(start + from).toFixed(1)}px)` });
    },
  };
}
