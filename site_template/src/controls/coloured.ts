import { html } from "../marks/element.ts";

/** Symbols of the formulas that have a colour of their own on this site. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  q: "query",
  k: "key",
  v: "value",
  S: "pattern",
  A: "pattern",
  z: "value",
  a: "pattern",
  scores: "pattern",
  x: "stream",
  y: "stream",
  E: "stream",
  n: "norm",
  m: "norm",
  s: "norm",
  h: "mlp",
  g: "mlp",
  o: "mlp",
  logits: "class",
  p: "class",
  CLS: "cls",
};
export function coloured(formula: string): (Node | string)[] {
  return formula
    .split(/([A-Za-z_]+)/)
    .map((piece) => (SYMBOLS[piece] ? html("span", { class: `role-${SYMBOLS[piece]}` }, piece) : piece));
}
