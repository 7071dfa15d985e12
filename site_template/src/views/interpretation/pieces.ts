/** Draws the pieces of a sentence. */
import { hasConcept, term } from "../../controls/links.ts";
import { type Child, html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Piece } from "./words/pieces.ts";

export const drawn = (context: Context, pieces: readonly Piece[]): Child[] =>
  pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    if ("strong" in piece)
      return piece.role === undefined
        ? html("strong", {}, piece.strong)
        : html("b", { class: `role-${piece.role}` }, piece.strong);
    if ("source" in piece) return html("a", { href: piece.href, rel: "noopener" }, piece.source);
    return term(context, hasConcept(context.manifest, piece.concept) ? piece.concept : null, piece.role, piece.term);
  });
