/** The analysis against scikit-learn, scipy, torch and plain loops: the numbers of tests/unit/analysis_numbers.py. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import type { MapsLayout } from "../../src/data/manifest.ts";
import { ATTENTION_ERROR, decodeMaps, SIMILARITY_ERROR } from "../../src/data/maps.ts";
import { attentionMap, type Fuse, fuseHeads, meanOfQueries } from "../../src/maths/attention.ts";
import { anisotropy, normOutliers, normScores } from "../../src/maths/caution.ts";
import { headOfOne, logitLens, readoutLens } from "../../src/maths/lens.ts";
import { clusterOrder, gridOrder, referenceOrder } from "../../src/maths/ordering.ts";
import { rollout } from "../../src/maths/rollout.ts";
import {
  averagePrecision,
  bestIou,
  bootstrapInterval,
  chanceOf,
  halfway,
  insideOutside,
  iouAt,
  METRICS,
  pointingGame,
  rocAuc,
  scoreMap,
  truthOf,
  unionCover,
} from "../../src/maths/scoring.ts"; // prettier-ignore
import { lengthsOf, similarityFromMatrix, similarityMatrix, similarityTo } from "../../src/maths/similarity.ts";

type Numbers = readonly (number | null)[];
interface ModelCase {
  readonly name: string;
  readonly prefix: number;
  readonly pos: number;
  readonly blocks: number;
  readonly tokens: Numbers;
  readonly patterns: Numbers;
  readonly norm: { readonly w: number[]; readonly b: number[] };
  readonly head: { readonly W: number[]; readonly b: number[] };
  readonly matrix: Numbers;
  readonly similarity: readonly { references: number[]; expected: Numbers; from_matrix: Numbers }[];
  readonly attention: readonly { references: number[]; fuse: Fuse; expected: Numbers }[];
  readonly rollout: readonly { identity: boolean; fuse: Fuse; discard: number; expected: Numbers }[];
  readonly lens: Numbers;
  readonly anisotropy: Numbers;
  readonly packed: Readonly<Record<"heads" | "mean", string>>;
}
interface MapCase {
  readonly name: string;
  readonly values: Numbers;
  readonly truth: number[];
  readonly threshold: number;
  readonly expected: Readonly<Record<string, number>> | null;
  readonly inside: number | null;
  readonly outside: number | null;
}
interface File {
  readonly width: number;
  readonly heads: number;
  readonly eps: number;
  readonly models: readonly ModelCase[];
  readonly orders: readonly { count: number; matrix: Numbers; expected: number[] }[];
  readonly outliers: readonly { name: string; count: number; tokens: Numbers; scores: Numbers; expected: number[] }[];
  readonly maps: readonly MapCase[];
  readonly bootstraps: readonly { seed: number; scores: Numbers; expected: Numbers; n: number }[];
}

const file = JSON.parse(readFileSync(new URL("../../../tests/unit/analysis.json", import.meta.url), "utf8")) as File;
const { width, heads } = file;
const CLOSE = 1e-9;

const plain = (numbers: Numbers): number[] => numbers.map((value) => value ?? NaN);

/** As the engine hands tensors out: float32, one array a block. */
function blocksOf(numbers: Numbers, blocks: number): Float32Array[] {
  const size = numbers.length / blocks;
  return Array.from({ length: blocks }, (_, i) => Float32Array.from(plain(numbers.slice(i * size, (i + 1) * size))));
}

function agrees(found: ArrayLike<number>, expected: Numbers, what: string): void {
  assert.equal(found.length, expected.length, what);
  plain(expected).forEach((value, i) => {
    const same = Number.isNaN(value) ? Number.isNaN(found[i]!) : Math.abs(found[i]! - value) <= CLOSE;
    assert.ok(same, `${what}, entry ${i}: ${found[i]} where ${value} is expected`);
  });
}

const joined = (parts: readonly ArrayLike<number>[]): number[] => parts.flatMap((part) => Array.from(part));

for (const one of file.models) {
  const { name, pos, prefix, blocks } = one;
  const tokens = blocksOf(one.tokens, blocks);
  const patterns = blocksOf(one.patterns, blocks);

  test(`${name}: similarity is scikit-learn's`, () => {
    const matrices = tokens.map((block) => similarityMatrix(block, pos, width));
    agrees(joined(matrices), one.matrix, "matrix");
    for (const { references, expected, from_matrix } of one.similarity) {
      agrees(
        joined(tokens.map((block) => similarityTo(block, pos, width, references, prefix))),
        expected,
        `to ${references}`,
      );
      const kept = tokens.map((block) =>
        similarityTo(block, pos, width, references, prefix, lengthsOf(block, pos, width)),
      );
      agrees(joined(kept), expected, `to ${references}, lengths kept`);
      agrees(
        joined(matrices.map((matrix) => similarityFromMatrix(matrix, pos, references, prefix))),
        from_matrix,
        `matrix to ${references}`,
      );
    }
  });

  test(`${name}: attention is that of plain loops`, () => {
    for (const { references, fuse, expected } of one.attention)
      agrees(
        joined(patterns.map((block) => attentionMap(block, heads, pos, references, fuse))),
        expected,
        `${fuse} of ${references}`,
      );
  });

  test(`${name}: rollout is that of plain loops`, () => {
    for (const { expected, ...options } of one.rollout)
      agrees(joined(rollout(patterns, heads, pos, { ...options, prefix })), expected, JSON.stringify(options));
  });

  test(`${name}: the logit lens is torch's`, () => {
    const norm = { ...one.norm, eps: file.eps };
    agrees(joined(tokens.map((block) => logitLens(block, pos, width, norm, one.head))), one.lens, "lens");
  });

  test(`${name}: anisotropy is the mean of all pairs`, () =>
    agrees(
      tokens.map((block) => anisotropy(block, pos, width)),
      one.anisotropy,
      "anisotropy",
    ));
}

for (const one of file.models)
  for (const attention of ["heads", "mean"] as const)
    test(`${one.name}: precomputed maps with ${attention} come back to half a step`, () => {
      const { pos, blocks } = one;
      const layout: MapsLayout = {
        blocks,
        pos,
        similarity: "triangle",
        attention,
        heads: attention === "heads" ? heads : 1,
        answers: 0,
      };
      // Behind other bytes, as in a buffer that is shared.
      const bytes = Uint8Array.from([7, ...Buffer.from(one.packed[attention], "base64")]).subarray(1);
      const maps = decodeMaps(bytes, layout);
      const exact = blocksOf(one.patterns, blocks).map((block) =>
        attention === "heads" ? block : fuseHeads(block, heads, pos, "mean"),
      );
      const matrices = plain(one.matrix);
      for (let block = 0; block < blocks; block++) {
        maps
          .similarity(block)
          .forEach((value, i) =>
            assert.ok(
              Math.abs(value - matrices[block * pos * pos + i]!) <= SIMILARITY_ERROR + 1e-6,
              `similarity ${block} ${i}`,
            ),
          );
        const found = maps.attention(block);
        assert.equal(found.length, layout.heads * pos * pos);
        for (let head = 0; head < layout.heads; head++) {
          const [from, to] = [head * pos * pos, (head + 1) * pos * pos];
          const highest = Math.sqrt(Math.max(...exact[block]!.subarray(from, to)));
          for (let i = from; i < to; i++) {
            const off = Math.abs(Math.sqrt(found[i]!) - Math.sqrt(exact[block]![i]!));
            assert.ok(off <= ATTENTION_ERROR * highest + 1e-6, `attention ${block} ${i}`);
          }
        }
        assert.equal(maps.attention(block), found);
      }
      assert.throws(() => decodeMaps(bytes.subarray(1), layout), RangeError);
    });

for (const one of file.outliers)
  test(`lengths, ${one.name}: robust z is scipy's`, () => {
    agrees(normScores(plain(one.tokens), one.count, width), one.scores, "z");
    assert.deepEqual(normOutliers(plain(one.tokens), one.count, width), one.expected);
  });

for (const { count, matrix, expected } of file.orders)
  test(`the order of ${count} tokens by cluster is scipy's`, () =>
    assert.deepEqual(clusterOrder(plain(matrix), count), expected));

test("a matrix with values that are none is still put in some order", () =>
  assert.deepEqual(clusterOrder(new Float64Array(25).fill(NaN), 5).sort(), [0, 1, 2, 3, 4]));

for (const one of file.maps)
  test(`scores, ${one.name}: scikit-learn's`, () => {
    const [values, expected] = [plain(one.values), one.expected];
    const scores = scoreMap(values, one.truth);
    agrees(
      METRICS.map((metric) => scores[metric]),
      METRICS.map((metric) => expected?.[metric] ?? null),
      "all",
    );
    const best = bestIou(values, one.truth);
    agrees([best.iou, best.threshold], [expected?.["best_iou"] ?? null, expected?.["best_threshold"] ?? null], "best");
    agrees([iouAt(values, one.truth, one.threshold)], [expected?.["iou_at"] ?? null], "at the threshold");
    const { inside, outside } = insideOutside(values, one.truth);
    agrees([inside, outside], [one.inside, one.outside], "sides");
  });

for (const { seed, scores, expected, n } of file.bootstraps)
  test(`the interval of ${n} scores is that of plain loops`, () => {
    const found = bootstrapInterval(plain(scores), seed);
    agrees([found.mean, found.low, found.high], expected, "interval");
    assert.equal(found.n, n);
  });

test("orders by hand", () => {
  assert.deepEqual(gridOrder(3), [0, 1, 2]);
  assert.deepEqual(referenceOrder([0.5, NaN, 0.9, 0.5, -1]), [2, 0, 3, 4, 1]);
});

test("the mean over rows of a matrix", () => assert.deepEqual([...meanOfQueries([1, 2, 3, 4], 2, [0, 1])], [2, 3]));

test("covers: half of a patch is the object's, several things are added up", () => {
  assert.deepEqual([...truthOf([0.5, 0.4999, 1, 0])], [1, 0, 1, 0]);
  assert.deepEqual(
    [
      ...unionCover([
        [0.25, 1, 0],
        [0.5, 0.5, 0],
      ]),
    ],
    [0.75, 1, 0],
  );
  assert.equal(unionCover([]).length, 0);
});

test("chance: half for the ranking, the object's share for the rest, nothing without both sides", () => {
  assert.deepEqual(
    METRICS.map((metric) => chanceOf([1, 0, 0, 0])[metric]),
    [0.5, 0.25, 0.25, 0.25, 0.25],
  );
  assert.ok(METRICS.every((metric) => Number.isNaN(chanceOf([1, 1])[metric]) && Number.isNaN(chanceOf([])[metric])));
});

test("nothing to score gives no score, and throws nothing", () => {
  for (const [values, truth] of [
    [[], []],
    [
      [1, 2],
      [0, 0],
    ],
    [
      [1, 2],
      [1, 1],
    ],
    [
      [NaN, 1],
      [0, 1],
    ],
  ] as const)
    assert.ok([rocAuc, averagePrecision, pointingGame].every((score) => Number.isNaN(score(values, truth))));
  assert.ok(Number.isNaN(halfway([])) && Number.isNaN(halfway([1, NaN])));
  assert.ok(Number.isNaN(anisotropy([1, 2], 1, 2)));
});

const NORM = { w: [1, 2], b: [0.5, 0], eps: 0 };
const LENS_TOKENS = [3, 1, 0, 4, 2, 5];
/** LayerNorm of those three tokens by hand: two features differ by their sign alone. */
const NORMAL = [
  [1.5, -2],
  [-0.5, 2],
  [-0.5, 2],
] as const;
const softmaxed = (logits: readonly number[]) => {
  const powers = logits.map(Math.exp);
  return powers.map((power) => power / powers.reduce((sum, one) => sum + one, 0));
};
const near = (actual: ArrayLike<number>, expected: readonly number[]) =>
  expected.forEach((value, i) => assert.ok(Math.abs(actual[i]! - value) < 1e-12, `${actual[i]} is not ${value}`));

test("the lens reads what the head reads: a token, the mean of normalised tokens, both, or two heads", () => {
  const head = { W: [1, 0, 0, 1], b: [0, 0.25] };
  const token = readoutLens(LENS_TOKENS, 2, NORM, [{ ...head, parts: [[0]] }]);
  near(token, softmaxed([1.5, -1.75]));
  near(token, [...logitLens(LENS_TOKENS, 1, 2, NORM, head)]);
  const mean = readoutLens(LENS_TOKENS, 2, NORM, [{ ...head, parts: [[0, 1]] }]);
  near(mean, softmaxed([0.5, 0.25]));
  const both = { W: [1, 0, 0, 1, 2, 0, 0, 1], b: [0, 0], parts: [[0], [1, 2]] };
  near(readoutLens(LENS_TOKENS, 2, NORM, [both]), softmaxed([1.5 - 1, -2 + 2]));
  const two = [
    { ...head, parts: [[0]] },
    { W: [0, 1, 1, 0], b: [0, 0], parts: [[1]] },
  ];
  near(readoutLens(LENS_TOKENS, 2, NORM, two), softmaxed([(1.5 + 2) / 2, (-1.75 - 0.5) / 2]));
  near(readoutLens(LENS_TOKENS, 2, NORM, [{ ...head, parts: [[0]] }], "sigmoid"), [
    1 / (1 + Math.exp(-1.5)),
    1 / (1 + Math.exp(1.75)),
  ]);
});

test("a token read alone stands in every part and before every head", () => {
  const both = { W: [1, 0, 0, 1, 2, 0, 0, 1], b: [0, 0], parts: [[0], [1, 2]] };
  const one = headOfOne([both], 2);
  near(logitLens(LENS_TOKENS, 1, 2, NORM, one), softmaxed([3 * NORMAL[0][0], 2 * NORMAL[0][1]]));
  const heads = [
    { W: [1, 0, 0, 1], b: [0, 1], parts: [[0]] },
    { W: [0, 1, 1, 0], b: [1, 0], parts: [[1]] },
  ];
  const [x, y] = NORMAL[1];
  near(logitLens(LENS_TOKENS.slice(2), 1, 2, NORM, headOfOne(heads, 2)), softmaxed([(x + y + 1) / 2, (x + y + 1) / 2]));
});

test("the answers after each block are read from the end of the maps", () => {
  const layout: MapsLayout = { blocks: 2, pos: 1, similarity: "triangle", attention: "heads", heads: 1, answers: 2 };
  const bytes = new Uint8Array(1 + 8 + 2 + 2 + 32).subarray(1);
  const view = new DataView(bytes.buffer, 1 + 12);
  [7, 0.5, 3, 0.25, 70_000, 0.75, 0, 0.125].forEach((value, i) =>
    i % 2 === 0 ? view.setUint32(i * 4, value, true) : view.setFloat32(i * 4, value, true),
  );
  const maps = decodeMaps(bytes, layout);
  assert.deepEqual(maps.answers(0), [
    { index: 7, share: 0.5 },
    { index: 3, share: 0.25 },
  ]);
  assert.deepEqual(maps.answers(1), [
    { index: 70_000, share: 0.75 },
    { index: 0, share: 0.125 },
  ]);
});
