/** The way in as a strip above the status line: where one is, what is shown, what to try, and on. */
import { inColours } from "../../controls/rich.ts";
import { readMaps } from "../../data/maps.ts";
import { button, html, setText } from "../../marks/element.ts";
import { answer } from "../../page/answer.ts";
import { keepReached } from "../../page/begun.ts";
import type { Context } from "../../page/context.ts";
import { STOPS } from "../../state/slices/start.ts";
import type { State } from "../../state/table.ts";
import { isNarrow, viewTop } from "../mounting.ts";
import { stopsOf } from "./stops.ts";
import { START } from "./words.ts";

/** Draws into `root`; returns what follows the state. */
export function startBar(root: HTMLElement, context: Context): (state: State) => void {
  const { store, announce } = context;
  const place = html("span", { class: "start-place quiet" });
  const title = html("h2", { class: "start-title", tabindex: -1 });
  const says = html("p", { class: "start-says" });
  const task = html("p", { class: "start-task" });
  const back = button({ class: "plain-button", "data-part": "start-back" }, START.back, () =>
    to(store.state.start - 1),
  );
  const next = button({ class: "plain-button start-next", "data-part": "start-next" }, START.next, onward);
  const again = button({ class: "text-button", "data-part": "start-show" }, START.show, () => to(store.state.start));
  const close = button(
    { class: "start-close", "aria-label": START.close, title: START.close, "data-part": "start-close" },
    "×",
    () => store.set({ start: 0 }),
  );
  root.replaceChildren(
    html("div", { class: "start-words" }, html("div", { class: "start-head" }, place, title), says, task),
    html("div", { class: "start-acts" }, again, back, next, close),
  );
  const facts = following(context, draw);

  function to(stop: number): void {
    store.set({ ...stopsOf(facts.told())[stop - 1]!.state, start: stop });
    const main = document.querySelector<HTMLElement>('[data-part="main"]');
    if (main && isNarrow()) scrollTo(0, viewTop(main));
  }

  function onward(): void {
    if (store.state.start < STOPS) to(store.state.start + 1);
    else store.set({ start: 0 });
  }

  let shown = 0;
  function draw(): void {
    const { start } = store.state;
    root.hidden = start === 0;
    if (start === 0) {
      shown = 0;
      return;
    }
    const stop = stopsOf(facts.told())[start - 1]!;
    setText(place, START.place(start, STOPS));
    setText(title, stop.title);
    says.replaceChildren(...inColours(stop.says));
    setText(task, START.task + stop.task);
    setText(next, start === STOPS ? START.done : START.next);
    back.disabled = start === 1;
    if (shown === start) return;
    shown = start;
    keepReached(start);
    announce(START.announced(start, STOPS, stop.title));
  }

  return () => {
    facts.follow();
    draw();
  };
}

/** What the stops tell of the model and the picture; the blocks' answers come from the maps of the gallery. */
function following(context: Context, onCome: () => void) {
  const { session } = context;
  let [asked, tops] = ["", [] as string[]];
  return {
    told() {
      const [model, picture] = [session.model(), session.picture().id];
      const isKnown = asked === `${model.id} ${picture}`;
      const first = answer(context).items[0]?.label ?? null;
      return { model, picture, answer: first, tops: isKnown ? tops : [] };
    },
    follow() {
      const [model, picture] = [session.model(), session.picture().id];
      const key = `${model.id} ${picture}`;
      if (asked === key) return;
      [asked, tops] = [key, []];
      readMaps(model, picture).then(
        (maps) => {
          if (asked !== key || !maps || maps.layout.answers === 0) return;
          const of = (block: number) => maps.answers(block)[0]!.index;
          tops = Array.from({ length: maps.layout.blocks }, (_, block) => model.labels[of(block)] ?? "");
          onCome();
        },
        () => asked === key && (asked = ""),
      );
    },
  };
}
