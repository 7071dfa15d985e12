/** The view "Detail": every operation of the forward pass, one page each, worked out on the run's own numbers. */
import { blockOf } from "../../hooks/kinds.ts";
import type { Context, View } from "../../page/context.ts";
import { onSystemTheme } from "../../page/theme.ts";
import { detailKeys } from "./keys.ts";
import { pageChange } from "./page-change.ts";
import { makeParts } from "./parts.ts";
import { presentation } from "./presentation.ts";
import { counterpart } from "./rail.ts";
import { pagesOfModel } from "./setting.ts";
import { blockName } from "./words.ts";

export function detail(root: HTMLElement, context: Context): View {
  const { store, session, announce } = context;
  const change = pageChange(context);
  const by = (steps: number): void => present.rest(timeline.position.step + steps);
  const toggle = (): void => (timeline.playing ? timeline.pause() : timeline.play());
  const parts = makeParts(context, change.to, {
    toggle,
    seek: (step) => present.rest(step),
    by,
    speed: (speed) => store.set({ speed }),
    loop: (loop) => store.set({ loop }),
  });
  root.replaceChildren(parts.page);
  const present = presentation(context, parts);
  const { timeline } = present;

  function page(by: number): void {
    const { model, page: from } = present.setting;
    const pages = pagesOfModel(model);
    const next = pages[pages.indexOf(from) + by];
    if (next) change.to(next);
  }

  function nextBlock(): void {
    const { model, page: from } = present.setting;
    const next = ((blockOf(from.stage) ?? -1) + 1) % model.config.n_layers;
    change.to(counterpart(pagesOfModel(model), from, `blocks.${next}`));
    announce(blockName(next));
  }

  const stops = [
    onWidth(parts.slot, present.redraw),
    session.onChange(present.draw),
    onSystemTheme(present.draw),
    detailKeys({ by, toggle, page, nextBlock }),
    parts.destroy,
    change.destroy,
    present.destroy,
    parts.output.destroy,
  ];
  return {
    update(state, previous) {
      timeline.speed = Number(state.speed);
      timeline.loop = state.loop === "always";
      parts.player.update(state);
      if (previous && previous.hook !== state.hook) timeline.pause();
      // A term that is pressed while it plays: that is where it comes to rest.
      else if (previous && previous.at !== state.at && timeline.playing) timeline.seek(state.at);
      present.draw();
    },
    destroy() {
      for (const stop of stops) stop();
      parts.page.remove();
    },
  };
}

/** Calls back when the width of an element has changed. */
function onWidth(element: HTMLElement, act: () => void): () => void {
  let width = 0;
  const sized = new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    act();
  });
  sized.observe(element);
  return () => sized.disconnect();
}
