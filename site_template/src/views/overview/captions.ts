/** The words that follow the chosen token, the chosen head and the model. */

import { inColours } from "../../controls/rich.ts";
import { setAttribute, setText } from "../../marks/element.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Current } from "./current.ts";
import type { Page } from "./page.ts";
import { proseOf } from "./prose.ts";
import { planOf } from "./shapes.ts";
import type { Toolbar } from "./toolbar.ts";
import { INSIDE, STATION } from "./words.ts";

export function captioning(current: Current, { frame, prose }: Page, bar: Toolbar): () => void {
  let proseFor = "";
  return () => {
    const model = current.model();
    const plan = planOf(model.hooks);
    const token = tokenName(current.grid(), current.token());
    bar.update(token);
    for (const caption of frame.querySelectorAll('[data-part="length-caption"]'))
      setText(caption, STATION.lengthOf(token));
    frame
      .querySelector('[data-part="panel-says"]')
      ?.replaceChildren(...inColours(INSIDE.says(current.head(), model.config.n_heads)));
    for (const one of frame.querySelectorAll<HTMLElement>(".ov-head"))
      setAttribute(one, "aria-pressed", String(Number(one.dataset["head"]) === current.head()));
    if (proseFor !== model.id) prose.replaceChildren(...proseOf(current.context, model, plan));
    proseFor = model.id;
  };
}
