/** The view "Overview": the whole model as one diagram, with the chosen picture going through it. */

import { progress, statusText } from "../../controls/progress.ts";
import { blockOf } from "../../hooks/kinds.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { button, html, reducedMotion, setAttribute, setText, style } from "../../marks/element.ts";
import { readingBox } from "../../marks/reading-box.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context, View } from "../../page/context.ts";
import { onSystemTheme } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import { across } from "./across.ts";
import { boxElement } from "./boxes.ts";
import { type Costs, costsOf } from "./counts.ts";
import { diagram } from "./diagram.ts";
import { down } from "./down.ts";
import { entrance } from "./entrance.ts";
import { createFlow } from "./flow.ts";
import { createPainter } from "./painter.ts";
import { pointing } from "./pointing.ts";
import { sceneOf } from "./scene.ts";
import { type Plan, planOf } from "./shapes.ts";
import { spoken } from "./spoken.ts";
import { COUNTING, proseOf, titleOf } from "./words.ts";
import { formatZoom, parseZoom, zoomer } from "./zoom.ts";

/** Narrower than this the flow runs downwards. */
const NARROW = 560;

export function overview(root: HTMLElement, context: Context): View {
  const { store, session, pointed } = context;
  const heading = html("h1", { id: "overview-title" });
  const says = html("p", { class: "ov-says-line quiet", "data-part": "overview-says" });
  const thin = progress();
  const legendPlace = html("div", { class: "legend-place" });
  const ways = (["similarity", "attention"] as const).map((maps) =>
    button({ class: "way", "data-maps": maps }, "", () => store.set({ maps })),
  );
  const [closer, farther, whole] = [
    button({ class: "step", "aria-label": "Zoom in", "data-part": "zoom-in" }, "+", () => view.zoomBy(1.6)),
    button({ class: "step", "aria-label": "Zoom out", "data-part": "zoom-out" }, "−", () => view.zoomBy(1 / 1.6)),
    button({ class: "text-button", "data-part": "zoom-all" }, "whole", () => view.reset()),
  ];
  const bar = html(
    "div",
    { class: "figure-bar ov-bar" },
    html("div", { class: "ways", role: "group", "aria-label": "What the small pictures show" }, ...ways),
    html("div", { class: "ov-zoom", role: "group", "aria-label": "Zoom" }, farther, closer, whole),
    legendPlace,
  );
  const frame = html("figure", {
    class: "ov-frame",
    role: "group",
    "aria-roledescription": "diagram",
    "aria-labelledby": "overview-title",
    "aria-describedby": "overview-keys",
    "data-part": "diagram",
    "data-figure": "The whole model",
    "data-legend": ".ov-bar .legend",
  });
  const keys = html(
    "p",
    { class: "quiet ov-keys", id: "overview-keys" },
    "A block opens when you press it; a small tensor leads to its numbers. Wheel, fingers, or + − 0 and the arrow keys zoom and move. In the small tensors blue is below 0 and orange above, and where nothing is below 0, yellow is the most; each has a scale of its own. The outlined row is the chosen token’s.",
  );
  const prose = html("div", { class: "ov-prose" });
  const counting = html("p", { class: "quiet ov-counting" }, COUNTING);
  const table = spoken(context);
  const reading = readingBox();
  const page = html(
    "div",
    { class: "overview" },
    html("header", {}, heading, says, thin.element),
    bar,
    frame,
    keys,
    prose,
    counting,
    table.element,
    reading.element,
  );
  root.replaceChildren(page);

  let [plan, costs] = [null as Plan | null, null as Costs | null];
  let [laidKey, wordsKey] = ["", ""];
  const drawing = diagram((box, of) =>
    boxElement(box, of, {
      context,
      model: session.model(),
      costs: costs!,
      open: (block) => {
        const next = block === null ? "" : String(block);
        const closed = store.state.open;
        store.set({ open: next });
        if (next !== "")
          frame
            .querySelector(".ov-panel")
            ?.scrollIntoView({ block: "nearest", behavior: reducedMotion() ? "auto" : "smooth" });
        else frame.querySelector<HTMLElement>(`[data-block="${closed}"]`)?.focus({ preventScroll: true });
      },
    }),
  );
  frame.append(drawing.world);
  const view = zoomer({
    frame,
    world: drawing.world,
    still: reducedMotion,
    onMove(zoom, settled) {
      reading.show(null, frame.getBoundingClientRect());
      zoomButtons(zoom.k);
      if (settled) store.set({ zoom: formatZoom(zoom) });
    },
  });
  const flow = createFlow(context, (name) => painter.arrived(name));
  const scene = sceneOf(context, drawing, flow, () => costs!);
  const painter = createPainter(scene, legendPlace, () => {
    table.update(session.model(), store.state, flow, scene.token());
    waiting();
  });
  const way = entrance(scene, () => {
    painter.renew();
    draw();
  });
  const spots = pointing(frame, scene, reading, view);

  function zoomButtons(k: number): void {
    for (const one of [farther, whole]) setAttribute(one, "aria-disabled", k <= 1 ? "true" : null);
  }

  const openBlock = (state: State) =>
    /^\d+$/.test(state.open) && plan!.blocks.some(({ stage }) => String(blockOf(stage)) === state.open)
      ? Number(state.open)
      : null;

  function draw(): void {
    const state = store.state;
    const model = session.model();
    plan = planOf(model.hooks);
    lay(state);
    captions(state);
    way.update();
    flow.follow(state);
    painter.repaint(state, laidKey);
    painter.answers(laidKey);
    waiting();
    flowed();
    if (formatZoom(view.zoom) !== state.zoom && !frame.classList.contains("moving"))
      view.show(parseZoom(state.zoom), false);
    zoomButtons(view.zoom.k);
  }

  let shown: object | null = null;
  /** A new answer: something goes along the stream, from the picture to the classes. */
  function flowed(): void {
    const { outcome } = session;
    if (outcome.kind === "done" && outcome !== shown) drawing.pulse();
    if (outcome.kind === "done") shown = outcome;
  }

  function lay(state: State): void {
    const model = session.model();
    const width = Math.floor(page.clientWidth);
    if (width === 0) return;
    const open = openBlock(state);
    const direction = width < NARROW ? "down" : "across";
    const key = `${model.id} ${direction} ${width}`;
    if (`${key} ${open}` === laidKey) return;
    const renewed = !laidKey.startsWith(`${key} `);
    if (renewed) {
      costs = costsOf(model);
      scene.painted.clear();
    }
    laidKey = `${key} ${open}`;
    const layout = direction === "down" ? down(plan!, width, open) : across(plan!, width, open);
    frame.dataset["direction"] = direction;
    const before = frame.clientHeight;
    style(frame, { height: `${layout.height}px` });
    if (!renewed) follows(before - layout.height);
    drawing.lay(layout, key);
    for (const { element, box } of drawing.boxes.values())
      if (box.kind === "station") setAttribute(element, "aria-expanded", String(blockOf(box.stage) === open));
    view.refresh();
    painter.renew();
    way.renew();
  }

  /** What stands below the diagram glides to its new place. */
  function follows(by: number): void {
    if (reducedMotion()) return;
    for (const below of [keys, prose, counting, table.element])
      below.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], {
        duration: 340,
        easing: "cubic-bezier(0.2, 0.7, 0.3, 1)",
      });
  }

  function captions(state: State): void {
    const model = session.model();
    const grid = gridOf(model.config);
    const name = tokenName(grid, scene.token());
    setText(heading, titleOf(plan!));
    setText(ways[0]!, `likeness to ${name}`);
    setText(ways[1]!, `where ${name} looks`);
    for (const one of ways) setAttribute(one, "aria-pressed", String(one.dataset["maps"] === state.maps));
    for (const caption of frame.querySelectorAll('[data-part="length-caption"]'))
      setText(caption, `length of ${name}’s row`);
    const said = frame.querySelector('[data-part="panel-says"]');
    if (said) {
      const many = model.config.n_heads > 1 ? `Head ${scene.head()} of ${model.config.n_heads}. ` : "";
      said.replaceChildren(
        many,
        html("span", { class: "role-query" }, "Queries"),
        " meet ",
        html("span", { class: "role-key" }, "keys"),
        "; the ",
        html("span", { class: "role-pattern" }, "pattern"),
        " mixes ",
        html("span", { class: "role-value" }, "values"),
        ".",
      );
    }
    for (const one of frame.querySelectorAll<HTMLElement>(".ov-head"))
      setAttribute(one, "aria-pressed", String(Number(one.dataset["head"]) === scene.head()));
    if (wordsKey !== model.id) {
      wordsKey = model.id;
      prose.replaceChildren(...proseOf(context, model, plan!));
    }
  }

  function waiting(): void {
    const { outcome, status } = session;
    const failed = outcome.kind === "failed";
    thin.update(status);
    const text = failed
      ? `${outcome.message.replace(/\.$/, "")}. ${outcome.hint} Shapes, costs and precomputed answers are here all the same.`
      : outcome.kind === "done"
        ? "Every number here was computed by the model in this page. Touch anything to read it."
        : `Shapes and costs are here already${session.picture().own ? "" : ", answer and small pictures precomputed"}; the tensors need the model (${statusText(status)}).`;
    setText(says, text);
    frame.dataset["state"] = flow.fresh ? "live" : outcome.kind;
  }

  const observer = new ResizeObserver(() => {
    lay(store.state);
    draw();
  });
  observer.observe(page);
  const stops = [session.onChange(draw), onSystemTheme(draw), pointed.onChange(spots)];
  return {
    update: draw,
    destroy() {
      observer.disconnect();
      painter.destroy();
      flow.destroy();
      view.destroy();
      for (const stop of stops) stop();
      page.remove();
    },
  };
}
