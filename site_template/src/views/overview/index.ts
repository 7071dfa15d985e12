/** The view "Overview": the whole model as one diagram, with the chosen picture going through it. */

import { reducedMotion } from "../../marks/element.ts";
import { readingBox } from "../../marks/reading-box.ts";
import type { Context, View } from "../../page/context.ts";
import { onSystemTheme } from "../../page/theme.ts";
import type { Store } from "../../state/store.ts";
import { arranging } from "./arranging.ts";
import { boxElement } from "./boxes.ts";
import { captioning } from "./captions.ts";
import { costsFor } from "./counts.ts";
import { currentOf } from "./current.ts";
import { diagram } from "./diagram.ts";
import { entrance } from "./entrance.ts";
import { createFlow } from "./flow.ts";
import { offer } from "./offer.ts";
import { pageOf } from "./page.ts";
import { createPainter } from "./painter.ts";
import { pointing } from "./pointing.ts";
import { spoken } from "./spoken.ts";
import { toolbar } from "./toolbar.ts";
import { formatZoom, parseZoom } from "./zoom.ts";
import { zoomer } from "./zoomer.ts";

// Long because it only names the parts of the view and joins them; each is a file of its own.
export function overview(root: HTMLElement, context: Context): View {
  const { store, session, pointed } = context;
  const bar = toolbar(store, { by: (factor) => view.zoomBy(factor), reset: () => view.reset() });
  const [table, reading] = [spoken(context), readingBox()];
  const offered = offer(store);
  const page = pageOf(bar.element, table.element, reading.element, offered.element);
  const { frame } = page;
  root.replaceChildren(page.element);

  const costs = costsFor();
  const drawing = diagram((box, layout) => {
    const model = session.model();
    return boxElement(box, layout, { context, model, costs: costs(model), open: opener(store, frame) });
  });
  frame.append(drawing.world);
  const view = zoomer({
    frame,
    world: drawing.world,
    still: reducedMotion,
    onMove(zoom, settled) {
      reading.show(null, frame.getBoundingClientRect());
      bar.zoomed(zoom.k);
      if (settled) store.set({ zoom: formatZoom(zoom) });
    },
  });
  const flow = createFlow(context, (name) => painter.arrived(name));
  const current = currentOf(context, drawing, flow, costs);
  const layout = arranging(current, page);
  const captions = captioning(current, page, bar);
  const painter = createPainter(current, bar.legendPlace, () => {
    table.update(session.model(), store.state, flow, current.token());
    say();
  });
  const way = entrance(current, () => {
    painter.renew();
    draw();
  });
  const spots = pointing(frame, current, reading, view);

  function lay(): void {
    if (!layout.lay(store.state)) return;
    view.refresh();
    painter.renew();
    way.renew();
  }

  function say(): void {
    page.say(session);
    frame.dataset["state"] = flow.fresh ? "live" : session.outcome.kind;
  }

  function draw(): void {
    const { state } = store;
    lay();
    captions();
    offered.update();
    way.update();
    flow.follow(state);
    painter.repaint(state, layout.key);
    painter.answers(layout.key);
    say();
    pulse();
    if (formatZoom(view.zoom) !== state.zoom && !frame.classList.contains("moving"))
      view.show(parseZoom(state.zoom), false);
    bar.zoomed(view.zoom.k);
  }

  let shown: object | null = null;
  /** A new answer: something goes along the stream, from the picture to the classes. */
  function pulse(): void {
    const { outcome } = session;
    if (outcome.kind !== "done" || outcome === shown) return;
    shown = outcome;
    drawing.pulse();
  }

  const observer = new ResizeObserver(draw);
  observer.observe(page.element);
  const stops = [session.onChange(draw), onSystemTheme(draw), pointed.onChange(spots)];
  return {
    update: draw,
    destroy() {
      observer.disconnect();
      painter.destroy();
      flow.destroy();
      view.destroy();
      for (const stop of stops) stop();
      page.element.remove();
    },
  };
}

/** Opens a block and brings it into sight; closed, the focus goes back to its station. */
function opener(store: Store, frame: HTMLElement): (block: number | null) => void {
  return (block) => {
    const closed = store.state.open;
    store.set({ open: block === null ? "" : String(block) });
    const behavior = reducedMotion() ? "auto" : "smooth";
    if (block !== null) frame.querySelector(".ov-panel")?.scrollIntoView({ block: "nearest", behavior });
    else frame.querySelector<HTMLElement>(`[data-block="${closed}"]`)?.focus({ preventScroll: true });
  };
}
