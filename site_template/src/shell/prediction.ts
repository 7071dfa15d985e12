/** The model's answer as class bars: the precomputed one at once, the live one when it is there. */
import { bars } from "../marks/bars.ts";
import { button, html, setAttribute, setText, style } from "../marks/element.ts";
import { answer } from "../page/answer.ts";
import type { Context } from "../page/context.ts";
import type { State } from "../state/table.ts";
import { isShown, type Verdict, verdict } from "./verdict.ts";
import { PREDICTION } from "./words.ts";

export function prediction(root: HTMLElement, context: Context): (state: State) => void {
  const { store, session, announce } = context;
  const list = root.querySelector<HTMLElement>(".bars")!;
  const from = root.querySelector<HTMLElement>(".prediction-source")!;
  const more = button({ class: "text-button", "data-part": "all-classes" }, "", () =>
    store.set({ classes: store.state.classes === "ten" ? "five" : "ten" }),
  );
  root.querySelector(".prediction-foot")!.append(more);
  const judged = root.querySelector<HTMLElement>(".verdict");
  let before = "";
  return (state) => {
    const { items: found, from: source, live } = answer(context);
    const { classes } = session.picture();
    const items = found.map((item) => ({ ...item, shown: isShown(classes, item.label) }));
    const said = items[0] ? verdict(classes, session.model().labels, items[0].label) : null;
    if (judged) judge(judged, said);
    const key = JSON.stringify([items, state.classes]);
    if (key !== before) bars(list, items.slice(0, state.classes === "ten" ? 10 : 5));
    before = key;
    more.hidden = items.length <= 5;
    setText(more, state.classes === "ten" ? PREDICTION.fewer : PREDICTION.more(items.length));
    more.setAttribute("aria-expanded", String(state.classes === "ten"));
    if (live && from.textContent !== source && items[0])
      announce(PREDICTION.announced(items[0].label, items[0].share, said?.text ?? "", source));
    setText(from, source);
    const kind = live ? "live" : items.length > 0 ? "precomputed" : "none";
    setAttribute(from, "title", kind === "precomputed" ? PREDICTION.precomputedWith(source) : null);
    // Room for the answer while it is on its way, so that nothing below it moves.
    style(list, { "--rows": Math.min(5, session.model().labels.length) });
    root.dataset["source"] = kind;
  };
}

/** The first word says it, and a sign; no colour does. */
function judge(place: HTMLElement, said: Verdict | null): void {
  if (place.textContent === (said?.text ?? "")) return;
  const sign = said?.right === true ? "right" : said?.right === false ? "wrong" : "open";
  place.dataset["verdict"] = said ? sign : "none";
  const [, word = "", rest = ""] = /^(\w+:)?(.*)$/s.exec(said?.text ?? "") ?? [];
  place.replaceChildren(html("strong", {}, word), rest);
}
