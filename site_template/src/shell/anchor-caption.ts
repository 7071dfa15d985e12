/** The words below the picture: which way it is seen, its sizes, how to pick, and what is picked. */
import { imageSize } from "../hooks/sizes.ts";
import { button, html, setAttribute, setText } from "../marks/element.ts";
import type { Fit } from "../marks/picture.ts";
import { referenceName } from "../maths/reference.ts";
import { clampToken, tokenLabel, tokenName } from "../maths/tokens.ts";
import type { Context } from "../page/context.ts";
import type { State } from "../state/table.ts";
import { isCut, isSqueezed } from "./fit.ts";
import type { Picking } from "./picking.ts";
import { PICTURE, WAYS } from "./words.ts";

export interface AnchorCaption {
  readonly element: HTMLElement;
  /** Names the token that is pointed at, or else what is picked. */
  name(pointed: number | null): void;
  update(state: State, fit: Fit): void;
}

export function anchorCaption({ store, session, pointed }: Context, picking: Picking): AnchorCaption {
  const way = html("p", { class: "picture-way", "data-part": "picture-way" });
  const sizes = html("span", { class: "sizes" });
  const pick = html("span", {});
  const prefixes = html("span", { class: "prefixes" });
  const named = html("p", { class: "token-name", "data-part": "token-name" });
  const caption = html(
    "p",
    { class: "picture-caption" },
    sizes,
    " ",
    html("span", { class: "picking" }, pick, prefixes),
  );
  const buttons = () => prefixes.querySelectorAll<HTMLElement>("button");
  let drawn = "";

  function prefixButton(token: number): HTMLElement {
    const name = tokenName(picking.grid(), token);
    const made = button({ class: "prefix", "data-token": token }, name, () => picking.pick(token));
    made.addEventListener("pointerenter", () => pointed.set(token, true));
    made.addEventListener("pointerleave", () => pointed.set(null));
    return made;
  }

  return {
    element: html("div", {}, way, caption, picking.how, named),
    name(token) {
      const [grid, several] = [picking.grid(), token === null ? picking.references() : []];
      const shown = token ?? clampToken(grid, store.state.token);
      setText(named, several.length > 1 ? referenceName(several, grid) : tokenLabel(grid, shown));
      named.classList.toggle("passing", token !== null);
      for (const one of buttons()) one.classList.toggle("hovered", Number(one.dataset["token"]) === token);
    },
    update(state, fit) {
      const grid = picking.grid();
      setText(way, state.see === "original" ? WAYS.original + shaped(fit) : WAYS[state.see]);
      picking.how.hidden = !picking.several();
      const patches = { width: grid.columns, height: grid.rows };
      setText(sizes, PICTURE.sizes(imageSize(session.model().config), patches));
      setText(pick, PICTURE.pick(grid.prefix > 0));
      const names = grid.prefixNames.join();
      if (drawn !== names) prefixes.replaceChildren(...grid.prefixNames.map((_, token) => prefixButton(token)));
      drawn = names;
      const chosen = picking.references().length < 2 ? clampToken(grid, state.token) : null;
      for (const one of buttons()) setAttribute(one, "aria-pressed", String(Number(one.dataset["token"]) === chosen));
    },
  };
}

/** The original lies under the patch grid in the shape that the model gives it. */
const shaped = (fit: Fit): string => [isCut(fit) ? PICTURE.cut : "", isSqueezed(fit) ? PICTURE.squeezed : ""].join("");
