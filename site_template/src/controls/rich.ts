/** Prose with coloured terms: `{role|text}` becomes the text in that role's colour. */
import { html } from "../marks/element.ts";

export interface Piece {
  readonly text: string;
  readonly role: string | null;
}

export function pieces(source: string): Piece[] {
  return source
    .split(/(\{[a-z]+\|[^}]*\})/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const found = /^\{([a-z]+)\|([^}]*)\}$/.exec(piece);
      return found ? { text: found[2]!, role: found[1]! } : { text: piece, role: null };
    });
}

/** The pieces as nodes, each term in the colour of its role. */
export const inColours = (source: string): (Node | string)[] =>
  pieces(source).map(({ text, role }) => (role ? html("span", { class: `role-${role}` }, text) : text));

export function paragraph(source: string): HTMLElement {
  return html(
    "p",
    {},
    ...pieces(source).map(({ text, role }) => (role ? html("span", { class: `term role-${role}` }, text) : text)),
  );
}
