/** Patch interaction against scipy and plain loops: the numbers of tests/unit/interaction_numbers.py. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { areaOf, type Box } from "../../src/maths/interaction/boxes.ts";
import { centredWindows, randomWindows } from "../../src/maths/interaction/controls.ts";
import { rankCorrelation, relativeChange } from "../../src/maths/interaction/correlation.ts";
import { fieldSizes, responsiveField, tendencies } from "../../src/maths/interaction/fields.ts";
import { INDICATORS, type Indicator, interaction, overBlocks } from "../../src/maths/interaction/indicators.ts";
import {
  attentionOrder,
  indiscriminativeOrder,
  randomOrder,
  removedCount,
  responsiveOrder,
  similarityOrder,
} from "../../src/maths/interaction/removal.ts"; // prettier-ignore
import { adaptiveWindows, meanArea, windowMask } from "../../src/maths/interaction/windows.ts";
import { makeGrid } from "../../src/maths/tokens.ts";

interface WindowCase {
  readonly indicator: Indicator;
  readonly k: number;
  readonly boxes: number[];
  readonly areas: number[];
  readonly sizes: number[];
  readonly indiscriminative: number[];
  readonly responsive: number[];
  readonly random: number[];
  readonly random_own: number[];
}
interface ModelCase {
  readonly name: string;
  readonly prefix: number;
  readonly blocks: number;
  readonly heads: number;
  readonly rows: number;
  readonly columns: number;
  readonly patterns: number[];
  readonly streams: number[];
  /** Of grids with many patches the first row of each block only. */
  readonly interaction: Readonly<Record<Indicator, number[]>>;
  readonly over_blocks: Readonly<Record<Indicator, number[]>>;
  readonly tendencies: Readonly<Record<Indicator, number[]>>;
  readonly windows: readonly WindowCase[];
  readonly attention_order: number[];
  readonly similarity_order: number[];
}
interface File {
  readonly width: number;
  readonly indicators: readonly string[];
  readonly models: readonly ModelCase[];
  readonly centred: readonly { rows: number; columns: number; area: number; boxes: number[] }[];
  readonly random_orders: readonly { patches: number; seed: number; order: number[] }[];
  readonly removed: readonly { patches: number; share: number; count: number }[];
  readonly correlations: readonly { name: string; one: number[]; other: number[]; expected: number }[];
  readonly changes: { before: number[]; after: number[]; expected: number[] };
}

const file = JSON.parse(readFileSync(new URL("../../../tests/unit/interaction.json", import.meta.url), "utf8")) as File;
const CLOSE = 1e-9;

function agrees(found: ArrayLike<number>, expected: readonly number[], where: string): void {
  assert.equal(found.length, expected.length, where);
  expected.forEach((value, i) =>
    assert.ok(Math.abs(found[i]! - value) <= CLOSE, `${where}, ${i}: ${found[i]} is not ${value}`),
  );
}

/** Equal parts, one a block. */
function parts(values: readonly number[], count: number): Float32Array[] {
  const length = values.length / count;
  return Array.from({ length: count }, (_, i) => Float32Array.from(values.slice(i * length, (i + 1) * length)));
}

const flat = (blocks: readonly (readonly Box[])[]): number[] => blocks.flat(2);

function indicatorsOf(model: ModelCase, indicator: Indicator): Float64Array[] {
  const pos = model.prefix + model.rows * model.columns;
  return parts(model.patterns, model.blocks).map((one) => interaction(one, model.heads, pos, model.prefix, indicator));
}

for (const model of file.models) {
  const patches = model.rows * model.columns;

  test(`indicators and tendencies, ${model.name}`, () => {
    assert.deepEqual(INDICATORS, file.indicators);
    for (const name of INDICATORS) {
      const blocks = indicatorsOf(model, name);
      const told = model.interaction[name].length / model.blocks;
      agrees(
        blocks.flatMap((block) => [...block.subarray(0, told)]),
        model.interaction[name],
        name,
      );
      agrees(overBlocks(blocks).subarray(0, told), model.over_blocks[name], name);
      agrees(
        blocks.flatMap((block) => [...tendencies(block, model.columns)]),
        model.tendencies[name],
        name,
      );
    }
  });

  test(`windows, fields, orders and controls, ${model.name}`, () => {
    for (const part of model.windows) {
      const where = `${part.indicator}, k = ${part.k}`;
      const indicators = indicatorsOf(model, part.indicator);
      const boxes = indicators.map((block) => adaptiveWindows(block, part.k, model.columns));
      assert.deepEqual(flat(boxes), part.boxes, where);
      assert.deepEqual(boxes.flat().map(areaOf), part.areas, where);
      const masks = boxes.map((block) => windowMask(block, model.columns));
      agrees(
        masks.flatMap((mask) => [...fieldSizes(mask)]),
        part.sizes,
        where,
      );
      const field = responsiveField(masks[0]!, patches - 1);
      assert.equal(
        field.reduce((sum, one) => sum + one, 0),
        Math.round(part.sizes[patches - 1]! * patches),
        where,
      );
      assert.equal(
        meanArea(boxes[0]!),
        part.areas.slice(0, patches).reduce((sum, one) => sum + one, 0) / patches,
        where,
      );
      assert.deepEqual(flat(randomWindows(boxes, model.columns, 5)), part.random, where);
      assert.deepEqual(flat(randomWindows(boxes, model.columns, 5, true)), part.random_own, where);
      assert.deepEqual(indiscriminativeOrder(masks, indicators), part.indiscriminative, where);
      assert.deepEqual(responsiveOrder(masks, indicators), part.responsive, where);
    }
  });

  test(`orders by CLS, ${model.name}`, () => {
    const names = Array.from({ length: model.prefix }, (_, i) => `prefix ${i}`);
    const grid = makeGrid(model.rows, model.columns, names);
    const [patterns, streams] = [parts(model.patterns, model.blocks), parts(model.streams, model.blocks)];
    assert.deepEqual(attentionOrder(patterns, model.heads, grid), model.attention_order);
    assert.deepEqual(similarityOrder(streams, file.width, grid), model.similarity_order);
  });
}

test("fixed windows around each patch have the area that was asked for", () => {
  for (const { rows, columns, area, boxes } of file.centred)
    assert.deepEqual(centredWindows(area, rows * columns, columns).flat(), boxes, `${rows} x ${columns}, ${area}`);
});

test("orders at random, and how many are removed", () => {
  for (const { patches, seed, order } of file.random_orders) assert.deepEqual(randomOrder(patches, seed), order);
  for (const { patches, share, count } of file.removed) assert.equal(removedCount(share, patches), count);
});

test("rank correlation, and how far vectors moved", () => {
  for (const { name, one, other, expected } of file.correlations)
    agrees([rankCorrelation(one, other)], [expected], name);
  const { before, after, expected } = file.changes;
  agrees(relativeChange(before, after, file.width), expected, "changes");
});

test("whatever the pattern, there is no number that is none", () => {
  const uniform = (pos: number, heads: number) => new Float32Array(heads * pos * pos).fill(1 / pos);
  const clsOnly = Float32Array.from({ length: 17 * 17 }, (_, i) => Number(i % 17 === 0));
  const cases = [
    { name: "one head", pattern: uniform(17, 1), heads: 1, area: 16 },
    { name: "heads that agree", pattern: uniform(17, 3), heads: 3, area: 16 },
    { name: "patches that give nothing to patches", pattern: clsOnly, heads: 1, area: 16 },
  ];
  for (const { name, pattern, heads, area } of cases)
    for (const indicator of INDICATORS) {
      const block = interaction(pattern, heads, 17, 1, indicator);
      const boxes = adaptiveWindows(block, 1e6, 4);
      // A row in which nothing stands out has no threshold that leaves anything out.
      assert.equal(meanArea(boxes), area, `${name}, ${indicator}`);
      const numbers = [...block, ...tendencies(block, 4), ...fieldSizes(windowMask(boxes, 4))];
      assert.ok(numbers.every(Number.isFinite), `${name}, ${indicator}`);
    }
});

test("with a large k every window is its patch alone, and every field as well", () => {
  const pattern = Float32Array.from({ length: 2 * 17 * 17 }, (_, i) => ((i * 7919) % 101) / 101);
  const boxes = adaptiveWindows(interaction(pattern, 2, 17, 1, "mean"), 100, 4);
  assert.ok(boxes.every((box) => areaOf(box) === 1));
  assert.deepEqual([...fieldSizes(windowMask(boxes, 4))], new Array(16).fill(1 / 16));
});
