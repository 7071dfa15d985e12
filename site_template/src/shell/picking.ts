/** What picking tokens on the picture does: one is chosen, or, where maps compare with several, one more or less. */
import { gridOf } from "../hooks/sizes.ts";
import { button, html, setAttribute, setText } from "../marks/element.ts";
import { referenceName, referencesOf, referTo, region, toggled } from "../maths/reference.ts";
import { type Grid, tokenLabel } from "../maths/tokens.ts";
import type { Context } from "../page/context.ts";
import { PICTURE } from "./words.ts";

export interface Picking {
  /** How several are picked; hidden where only one can be. */
  readonly how: HTMLElement;
  readonly adding: boolean;
  grid(): Grid;
  /** Whether several can be picked in the present view. */
  several(): boolean;
  /** The tokens of the reference; empty where there is none of several. */
  references(): readonly number[];
  pick(token: number): void;
  add(token: number): void;
  region(from: number, to: number): void;
}

export function pickingOn({ store, session, announce }: Context): Picking {
  const grid = () => gridOf(session.model().config);
  const several = () => store.state.view === "interpretation";
  let adding = false;
  const adder = button(
    { class: "text-button", "aria-pressed": "false", "data-part": "add-patches" },
    PICTURE.add,
    () => {
      adding = !adding;
      setAttribute(adder, "aria-pressed", String(adding));
      setText(adder, adding ? PICTURE.stopAdding : PICTURE.add);
    },
  );
  const how = html(
    "p",
    { class: "reference-how", hidden: true },
    html("span", {}, PICTURE.howBefore),
    adder,
    html("span", {}, PICTURE.howAfter),
  );

  function refer(tokens: readonly number[]): void {
    store.set(referTo(tokens, grid()));
    announce(PICTURE.reference(referenceName(tokens, grid())));
  }

  const add = (token: number) => refer(toggled(referencesOf(store.state, grid()), token, grid()));
  return {
    how,
    get adding() {
      return adding;
    },
    grid,
    several,
    references: () => (several() ? referencesOf(store.state, grid()) : []),
    pick(token) {
      if (several() && adding) return add(token);
      store.set(several() ? referTo([token], grid()) : { token, refs: "" });
      announce(tokenLabel(grid(), token));
    },
    add,
    region: (from, to) => refer(region(grid(), from, to)),
  };
}
