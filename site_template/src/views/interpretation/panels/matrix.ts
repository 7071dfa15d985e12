/** Every patch with every patch: the cosine of each pair as a matrix, in the order of the grid, by cluster or by reference. */

import { choice, frame } from "../../../controls/panel.ts";
import { type ColourScale, magnitudeScale } from "../../../marks/colours.ts";
import { html, style } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { matrixCanvas, paintPatches } from "../../../marks/matrix-canvas.ts";
import { clusterOrder, gridOrder, referenceOrder } from "../../../maths/ordering.ts";
import { tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import { valueText } from "../methods.ts";
import type { Scene } from "../scene.ts";
import { type PairFacts, pairFacts, patchesOf } from "./pairs.ts";
import type { PanelView } from "./panel.ts";
import { onPictureSpots } from "./spots.ts";

type Order = "grid" | "cluster" | "reference";

const [LARGEST, STRIP, ROOM_FROM] = [456, 13, 4];
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** What is shown: the cosines of all patches after a block, and the order in which they stand. */
interface Shown {
  readonly matrix: Float64Array;
  readonly count: number;
  readonly facts: PairFacts;
  order: number[];
}

export function matrix(context: Context): PanelView {
  const { store, pointed, announce } = context;
  const { element, figure, bar, side, say, instead, title } = frame(context, {
    id: "matrix",
    title: "Every patch with every patch",
    concept: ["cosine-similarity", "What cosine similarity is"],
  });
  const orders = choice<Order>("order", "matrix-order", (order) => store.set({ order }));
  const legendPlace = html("div", { class: "legend-place" });
  bar.append(orders.element, legendPlace);
  const drawing = matrixCanvas(html("canvas", { class: "ip-matrix-canvas" }));
  const strip = () => html("canvas", { class: "token-strip", "aria-hidden": "true", hidden: true });
  const [down, across] = [strip(), strip()];
  const [mark, row, column] = ["ip-cell", "ip-line-row", "ip-line-column"].map((name) =>
    html("div", { class: name, hidden: true }),
  );
  const plot = html(
    "div",
    {
      class: "ip-matrix-plot",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "matrix",
      "data-part": "matrix",
    },
    drawing.canvas,
    row!,
    column!,
    mark!,
  );
  const readout = html("p", { class: "ip-readout", "data-part": "matrix-readout" });
  const body = html("div", { class: "ip-matrix-body" }, down, plot, across);
  figure.append(readout, body);
  const pair = onPictureSpots();
  side.append(pair.element);

  let scene: Scene | null = null;
  let shown: Shown | null = null;
  let scale: ColourScale | null = null;
  let size = 0;
  let painted = "";
  let source: unknown = null;
  let cell: { row: number; column: number } | null = null;

  const sized = new ResizeObserver(() => scene && shown && lay(scene, shown));
  sized.observe(figure);

  const at = (event: MouseEvent) => {
    const box = plot.getBoundingClientRect();
    const place = (share: number) => Math.max(0, Math.min(shown!.count - 1, Math.floor(share * shown!.count)));
    return {
      row: place((event.clientY - box.top) / box.height),
      column: place((event.clientX - box.left) / box.width),
    };
  };
  plot.addEventListener("pointermove", (event) => {
    if (shown && event.pointerType !== "touch") point(at(event));
  });
  plot.addEventListener("pointerleave", () => {
    pointed.set(null);
    if (!plot.matches(":focus-visible")) point(null);
  });
  plot.addEventListener("blur", () => {
    pointed.set(null);
    point(null);
  });
  plot.addEventListener("click", (event) => {
    if (!shown) return;
    cell = at(event);
    read();
    pick();
  });
  plot.addEventListener("keydown", (event) => {
    if (!shown || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) {
      const within = (value: number) => Math.max(0, Math.min(shown!.count - 1, value));
      point(cell ? { row: within(cell.row + step[0]), column: within(cell.column + step[1]) } : { row: 0, column: 0 });
      announce(readout.textContent ?? "");
    } else if (event.key === "Enter" && cell) pick();
    else return;
    event.preventDefault();
  });

  /** The patch of the row becomes the reference. */
  function pick(): void {
    if (shown && scene && cell) store.set({ token: scene.grid.prefix + shown.order[cell.row]!, refs: "" });
  }

  function point(next: { row: number; column: number } | null): void {
    cell = next;
    if (next && shown && scene) pointed.set(scene.grid.prefix + shown.order[next.row]!);
    read();
  }

  const nameOf = (now: Scene, patch: number) => tokenName(now.grid, patch + now.grid.prefix);

  function read(): void {
    if (!scene || !shown) return;
    const most = shown.facts.most;
    const couple = cell
      ? ([shown.order[cell.row]!, shown.order[cell.column]!] as const)
      : most
        ? ([most.one, most.other] as const)
        : null;
    pair.update(scene, couple ?? []);
    const value = couple ? valueText("similarity", shown.matrix[couple[0] * shown.count + couple[1]]!) : "";
    const names = couple ? `${nameOf(scene, couple[0])} and ${nameOf(scene, couple[1])}` : "";
    readout.replaceChildren(html("b", {}, value), ` ${cell ? "" : "the most alike: "}${names}`);
    const unit = size / shown.count;
    for (const one of [mark!, row!, column!]) one.hidden = cell === null;
    if (!cell) return;
    const box = (element: HTMLElement, x: number, y: number, width: number, height: number) =>
      style(element, { transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` });
    box(mark!, cell.column * unit, cell.row * unit, unit, unit);
    box(row!, 0, cell.row * unit, size, unit);
    box(column!, cell.column * unit, 0, unit, size);
  }

  function orderOf(now: Scene, { matrix: values, count }: Shown): number[] {
    if (now.state.order === "cluster") return clusterOrder(values, count);
    const likeness = now.state.order === "reference" ? now.data.similarity(now.block, now.references) : null;
    return likeness ? referenceOrder(likeness) : gridOrder(count);
  }

  /** Room for the matrix, square; the patches along its sides where a cell is no sliver. */
  function lay(now: Scene, { matrix: values, count, order }: Shown): void {
    const room = figure.clientWidth;
    if (room < 60) return;
    const edge = Math.min(LARGEST, room - STRIP - 4);
    const fitting = edge / count >= ROOM_FROM ? Math.floor(edge / count) * count : Math.floor(edge);
    const withPatches = fitting / count >= ROOM_FROM && now.pixels !== null;
    const key = JSON.stringify([fitting, withPatches, devicePixelRatio, scale!.low, scale!.high]);
    if (key !== painted || source !== values) {
      size = fitting;
      style(body, { "--edge": `${size}px`, "--strip": withPatches ? `${STRIP}px` : "0px" });
      drawing.paint(values, count, scale!, size);
    }
    [painted, source] = [key, values];
    drawing.arrange(order);
    for (const one of [down, across]) one.hidden = !withPatches;
    if (withPatches)
      for (const one of [down, across])
        paintPatches(one, now.pixels!, now.grid.side, order, one === down, size, STRIP - 2);
    read();
  }

  function words(now: Scene, { facts, count }: Shown): void {
    const text = (value: number) => valueText("similarity", value);
    if (!facts.most || !facts.least) return say("There is one patch only, so there is no pair to compare.");
    if (facts.most.value - facts.least.value < 1e-9)
      return say(
        `All ${count} patches have the cosine ${text(facts.mean)} with one another: after this block they point the same way, and nothing tells them apart.`,
      );
    const after = `After block ${now.block}, two patches have ${text(facts.mean)} on average`;
    const close = Number.isFinite(facts.others)
      ? `; those that touch in the picture ${text(facts.neighbours)}, all others ${text(facts.others)}`
      : "";
    const object =
      now.mask && Number.isFinite(facts.within) && Number.isFinite(facts.across)
        ? `Pairs within ${now.mask.drawn ? "your mask" : `the ${now.mask.name}`} have ${text(facts.within)}, pairs of one patch inside and one outside ${text(facts.across)}.`
        : null;
    say(
      `${after}${close}. The most alike are ${nameOf(now, facts.most.one)} and ${nameOf(now, facts.most.other)} with ${text(facts.most.value)}, the least alike ${nameOf(now, facts.least.one)} and ${nameOf(now, facts.least.other)} with ${text(facts.least.value)}.`,
      ...(object ? [object] : []),
      {
        grid: "Rows and columns are the patches in reading order. Order them by cluster to see groups as squares along the diagonal.",
        cluster: "Patches that are alike stand together: a bright square along the diagonal is a group.",
        reference: `The patches most like ${now.referenceName} come first: a bright corner at the top left says that they are like one another, too.`,
      }[now.state.order],
    );
  }

  return {
    element,
    update(now) {
      scene = now;
      const pos = now.grid.tokens;
      const all = now.data.similarities(now.block);
      title(`Every patch with every patch, after block ${now.block}`);
      if (!all) {
        shown = null;
        return instead(
          now.data.origin === "none" ? "The matrix comes as soon as the model has run." : "The matrix is on its way.",
        );
      }
      instead(null);
      const values = patchOnly(all, pos, now.grid.prefix);
      const truth = now.mask?.truth ?? null;
      const facts = pairFacts(values, now.grid.side, truth);
      const count = now.grid.side ** 2;
      shown = { matrix: values, count, facts, order: [] };
      shown.order = orderOf(now, shown);
      scale = scaleOf(facts);
      orders.update(
        [
          ["grid", "by grid"],
          ["cluster", "by cluster"],
          ["reference", `by similarity to ${now.referenceName}`],
        ],
        now.state.order,
      );
      legendPlace.replaceChildren(legend(scale, "cosine; diagonal 1"));
      plot.setAttribute(
        "aria-label",
        `Matrix of cosines, ${count} by ${count} patches. Arrow keys read a pair, Enter makes the row’s patch the reference.`,
      );
      lay(now, shown);
      words(now, shown);
    },
    destroy() {
      sized.disconnect();
      drawing.destroy();
    },
  };
}

/** From the least alike pair to the most alike one; every patch with itself has the colour of the upper end. */
function scaleOf({ most, least }: PairFacts): ColourScale {
  const high = most?.value ?? 1;
  return magnitudeScale(high, false, Math.min(least?.value ?? 0, high - 0.01));
}

// Asked again with every move of the reference, for the same matrix.
const cut = new WeakMap<Float64Array, Float64Array>();
function patchOnly(all: Float64Array, pos: number, prefix: number): Float64Array {
  const kept = cut.get(all) ?? patchesOf(all, pos, prefix);
  cut.set(all, kept);
  return kept;
}
