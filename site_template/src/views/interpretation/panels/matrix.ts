/** Every patch with every patch: the cosine of each pair as a matrix, by grid, by cluster or by reference. */
import { choice, frame } from "../../../controls/panel.ts";
import { type ColourScale, magnitudeScale } from "../../../marks/colours.ts";
import { html } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { clusterOrder, gridOrder, referenceOrder } from "../../../maths/ordering.ts";
import { patchCount, tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";
import { valueText } from "../words/methods.ts";
import { type Cell, matrixPlot, type ShownMatrix } from "./matrix-plot.ts";
import { type Pair, type PairFacts, pairFacts, patchesOf } from "./pairs.ts";
import type { PanelView } from "./panel.ts";
import { onPictureSpots } from "./spots.ts";
import { matrixSays, matrixWords } from "./words/matrix.ts";

type Order = "grid" | "cluster" | "reference";

/** What is shown: the cosines of all patches after a block, and the order in which they stand. */
interface Shown extends ShownMatrix {
  readonly scene: Scene;
  readonly facts: PairFacts;
}

export function matrix(context: Context): PanelView {
  const { store, pointed, announce } = context;
  const panel = frame(context, {
    id: "matrix",
    title: matrixWords.title,
    concept: ["cosine-similarity", matrixWords.concept],
  });
  const orders = choice<Order>(matrixWords.order, "matrix-order", (order) => store.set({ order }));
  const legendPlace = html("div", { class: "legend-place" });
  panel.bar.append(orders.element, legendPlace);
  const readout = html("p", { class: "ip-readout", "data-part": "matrix-readout" });
  let shown: Shown | null = null;
  const plot = matrixPlot(panel.figure, {
    onCell: (cell) => shown && read(shown, cell),
    onPoint: (row) => pointed.set(row === null || !shown ? null : shown.scene.grid.prefix + shown.order[row]!),
    onPick: ({ row }) => shown && store.set({ token: shown.scene.grid.prefix + shown.order[row]!, refs: "" }),
    onRead: () => announce(readout.textContent ?? ""),
  });
  panel.figure.append(readout, plot.element);
  const pair = onPictureSpots();
  panel.side.append(pair.element);

  function read(now: Shown, cell: Cell | null): void {
    const couple = coupleAt(now, cell);
    pair.update(now.scene, couple ?? []);
    const value = couple ? valueText("similarity", now.matrix[couple[0] * now.count + couple[1]]!) : "";
    const names = couple ? matrixWords.pair(nameOf(now.scene, couple[0]), nameOf(now.scene, couple[1])) : "";
    readout.replaceChildren(html("b", {}, value), ` ${cell ? "" : matrixWords.mostAlike}${names}`);
  }

  return {
    element: panel.element,
    update(scene) {
      const all = scene.data.similarities(scene.block);
      panel.title(matrixWords.titleOf(scene.block));
      if (!all) {
        shown = null;
        plot.clear();
        return panel.instead(scene.data.origin === "none" ? matrixWords.waiting : matrixWords.onItsWay);
      }
      panel.instead(null);
      shown = shownOf(scene, all);
      orders.update(matrixWords.orders(scene.referenceName), scene.state.order);
      legendPlace.replaceChildren(legend(shown.scale, matrixWords.legend));
      plot.show(shown, matrixWords.label(shown.count));
      panel.say(...saysOf(shown));
    },
    destroy: () => plot.destroy(),
  };
}

const nameOf = ({ grid }: Scene, patch: number): string => tokenName(grid, patch + grid.prefix);

function shownOf(scene: Scene, all: Float64Array): Shown {
  const { grid, pixels, mask } = scene;
  const values = patchOnly(all, grid.tokens, grid.prefix);
  const facts = pairFacts(values, grid, mask?.truth ?? null);
  const count = patchCount(grid);
  return {
    scene,
    facts,
    matrix: values,
    count,
    order: orderOf(scene, values, count),
    scale: scaleOf(facts),
    grid,
    pixels,
  };
}

function orderOf({ state, data, block, references }: Scene, values: Float64Array, count: number): number[] {
  if (state.order === "cluster") return clusterOrder(values, count);
  const likeness = state.order === "reference" ? data.similarity(block, references) : null;
  return likeness ? referenceOrder(likeness) : gridOrder(count);
}

/** The patches of a cell; of none, those that are the most alike. */
function coupleAt({ order, facts: { most } }: Shown, cell: Cell | null): readonly [number, number] | null {
  if (cell) return [order[cell.row]!, order[cell.column]!];
  return most ? [most.one, most.other] : null;
}

function saysOf({ scene, facts, count }: Shown): string[] {
  const { most, least, mean, neighbours, others, within, across } = facts;
  if (!most || !least) return [matrixSays.single];
  if (most.value - least.value < 1e-9) return [matrixSays.same(count, mean)];
  const named = ({ one, other, value }: Pair) => ({ one: nameOf(scene, one), other: nameOf(scene, other), value });
  const close = Number.isFinite(others) ? matrixSays.close(neighbours, others) : "";
  const hasObject = scene.mask !== null && Number.isFinite(within) && Number.isFinite(across);
  return [
    matrixSays.whole(scene.block, mean, close, named(most), named(least)),
    ...(hasObject ? [matrixSays.object(scene.mask, within, across)] : []),
    matrixSays.order[scene.state.order](scene.referenceName),
  ];
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
