/** The graph of concepts: where things stand, how lines run, what a path holds, which numbers a text says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConceptNode, ConceptStage } from "../../src/data/concepts.ts";
import { inLastBlock, pick, take } from "../../src/maths/pick.ts";
import { found } from "../../src/views/background/find.ts";
import { linksOf, neighbours, relations } from "../../src/views/background/links.ts";
import { pathTo } from "../../src/views/background/path.ts";
import { type Box, type Plan, place } from "../../src/views/background/place.ts";
import { stepFrom } from "../../src/views/background/trail.ts";
import { walk } from "../../src/views/background/walk.ts";
import { wiresOf } from "../../src/views/background/wires.ts";
import { bounded, formatSight, moved, parseSight, revealing, WHOLE, zoomed } from "../../src/views/background/zoom.ts";

const node = (id: string, change: Partial<ConceptNode> = {}): ConceptNode => ({
  id,
  title: id,
  stage: "one",
  summary: "",
  needs: [],
  part_of: [],
  feeds: [],
  see: [],
  hooks: [],
  x: 0.5,
  y: 0.5,
  ...change,
});

const STAGES: ConceptStage[] = ["one", "two", "three", "four"].map((id) => ({ id, title: id }));

/** A graph with links of all types, the same for the same seed. */
function someGraph(seed: number, count = 36): ConceptNode[] {
  let state = seed;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const among = (ids: string[]) => ids.filter(() => random() < 2 / ids.length);
  const ids = Array.from({ length: count }, (_, i) => `c${i}`);
  return ids.map((id, i) =>
    node(id, {
      stage: STAGES[Math.floor((i * STAGES.length) / count)]!.id,
      needs: among(ids.slice(0, i)),
      see: random() < 0.3 ? among(ids).filter((other) => other !== id) : [],
      feeds: random() < 0.2 ? among(ids).filter((other) => other !== id) : [],
      x: i / count,
      y: random(),
    }),
  );
}

function planOf(nodes: readonly ConceptNode[], width: number): Plan {
  const widths = new Map(nodes.map(({ id }, i) => [id, 40 + ((i * 37) % 100)]));
  const room = width < 520 ? { width, gutter: 0, gap: 16 } : { width, gutter: 92, gap: 26 };
  return place(nodes, STAGES, linksOf(nodes), widths, room);
}

const edges = ({ x, y, width, height }: Box) => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

for (const width of [330, 590, 744, 1100])
  test(`no two boxes touch, and none leaves the room of ${width} pixels`, () => {
    for (const seed of [1, 2, 3]) {
      const plan = planOf(someGraph(seed), width);
      const boxes = [...plan.boxes.values()].map(edges);
      for (const [i, a] of boxes.entries()) {
        assert.ok(a.left >= plan.gutter && a.right <= width && a.top >= 0 && a.bottom <= plan.height);
        for (const b of boxes.slice(i + 1))
          assert.ok(a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top);
      }
    }
  });

test("every concept stands in the band of its stage, the bands in their order", () => {
  const nodes = someGraph(4);
  const plan = planOf(nodes, 600);
  assert.deepEqual(
    plan.bands.map(({ stage }) => stage.id),
    ["one", "two", "three", "four"],
  );
  for (const { id, stage } of nodes) {
    const band = plan.bands.find((one) => one.stage.id === stage)!;
    const { top, bottom } = edges(plan.boxes.get(id)!);
    assert.ok(top >= band.top && bottom <= band.bottom);
  }
});

test("in a row, what is needed stands at the left", () => {
  const nodes = someGraph(5);
  const { boxes } = planOf(nodes, 900);
  for (const one of nodes)
    for (const needed of one.needs) {
      const [a, b] = [boxes.get(needed)!, boxes.get(one.id)!];
      if (a.row === b.row) assert.ok(a.x < b.x, `${needed} before ${one.id}`);
    }
});

test("a label wider than the room is cut to it", () => {
  const nodes = [node("long")];
  const plan = place(nodes, STAGES, [], new Map([["long", 900]]), { width: 330, gutter: 0, gap: 16 });
  assert.ok(plan.boxes.get("long")!.width <= 330);
});

/** Points along an SVG path of M, C, H and V. */
function pointsOf(d: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([MCHV])([^MCHV]*)/g)) {
    const n = rest!.trim().split(/ /).map(Number);
    const [x0, y0] = [x, y];
    if (letter === "M") [x, y] = [n[0]!, n[1]!];
    if (letter === "H") x = n[0]!;
    if (letter === "V") y = n[0]!;
    if (letter === "C") [x, y] = [n[4]!, n[5]!];
    const bezier = letter === "C" ? n : [x0, y0, x, y, x, y];
    for (let t = 0; t <= 1; t += 0.05) {
      const [a, b, c, e] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
      if (letter !== "M")
        points.push([
          a * x0 + b * bezier[0]! + c * bezier[2]! + e * x,
          a * y0 + b * bezier[1]! + c * bezier[3]! + e * y,
        ]);
    }
  }
  return points;
}

for (const width of [330, 600, 1000])
  test(`no line runs behind a box in a room of ${width} pixels`, () => {
    const nodes = someGraph(6);
    const plan = planOf(nodes, width);
    const wires = wiresOf(plan, linksOf(nodes));
    assert.equal(wires.length, linksOf(nodes).length);
    for (const { link, d } of wires)
      for (const [x, y] of pointsOf(d))
        for (const [id, box] of plan.boxes) {
          const { left, right, top, bottom } = edges(box);
          if (id === link.from || id === link.to) continue;
          assert.ok(
            x <= left || x >= right || y <= top + 0.6 || y >= bottom - 0.6,
            `${link.from} to ${link.to} behind ${id}`,
          );
        }
  });

test("a line ends at the box that it leads to", () => {
  const nodes = someGraph(7);
  const plan = planOf(nodes, 700);
  for (const { link, tip } of wiresOf(plan, linksOf(nodes))) {
    const { left, right, top, bottom } = edges(plan.boxes.get(link.to)!);
    assert.ok(tip[0] >= left - 0.1 && tip[0] <= right + 0.1 && tip[1] >= top - 0.1 && tip[1] <= bottom + 0.1);
  }
});

const SOME = [
  node("image", { title: "Image", summary: "Pixels in rows." }),
  node("patch", { title: "Patch", needs: ["image"], part_of: ["image"], hooks: ["hook_embed"] }),
  node("token", { title: "Token", needs: ["patch"], stage: "two", see: ["image"] }),
  node("dot", { title: "Dot product", stage: "three" }),
  node("score", { title: "Score", needs: ["token", "dot"], stage: "three", feeds: ["share", "unknown"] }),
  node("share", { title: "Share", needs: ["score"], stage: "four" }),
];

test("a path holds all that is needed, each after what it needs, once", () => {
  assert.deepEqual(pathTo(SOME, "share"), ["image", "patch", "token", "dot", "score", "share"]);
  assert.deepEqual(pathTo(SOME, "image"), ["image"]);
  assert.deepEqual(pathTo(SOME, "nothing"), []);
  for (const seed of [8, 9]) {
    const nodes = someGraph(seed);
    const path = pathTo(nodes, "c35");
    assert.equal(new Set(path).size, path.length);
    assert.equal(path.at(-1), "c35");
    for (const id of path)
      for (const needed of nodes.find((one) => one.id === id)!.needs)
        assert.ok(path.indexOf(needed) < path.indexOf(id) && path.includes(needed));
  }
});

test("a path is walked step by step, and begun from outside", () => {
  const path = ["a", "b", "c"];
  assert.equal(stepFrom(path, "a", 1), "b");
  assert.equal(stepFrom(path, "a", -1), null);
  assert.equal(stepFrom(path, "c", 1), null);
  assert.equal(stepFrom(path, "x", 1), "a");
  assert.equal(stepFrom(path, "x", -1), null);
});

test("links run from what comes first; one line a pair; unknown ends are left out", () => {
  const links = linksOf(SOME);
  assert.deepEqual(
    links.filter(({ type }) => type === "needs").map(({ from, to }) => `${from} ${to}`),
    ["image patch", "patch token", "token score", "dot score", "score share"],
  );
  assert.deepEqual(
    links.filter(({ type }) => type !== "needs"),
    [{ type: "see", from: "token", to: "image" }],
  );
  assert.deepEqual([...neighbours(links, "token")].sort(), ["image", "patch", "score"]);
});

test("relations are told from both sides, none hidden by another", () => {
  const said = Object.fromEntries(relations(SOME, SOME[0]!).map(({ words, ids }) => [words, ids]));
  assert.deepEqual(said, { "needed for": ["patch"], "made of": ["patch"], "see also": ["token"] });
});

test("a search takes words in any order, from title, summary, stage and hooks", () => {
  const ids = (find: string) => [...found(SOME, STAGES, find)];
  assert.equal(ids("").length, SOME.length);
  assert.deepEqual(ids("product DOT"), ["dot"]);
  assert.deepEqual(ids("pixels"), ["image"]);
  assert.deepEqual(ids("four"), ["share"]);
  assert.deepEqual(ids("hook_embed"), ["patch"]);
  assert.deepEqual(ids("nowhere"), []);
});

test("an arrow key follows a link that leads its way, else goes to what lies there", () => {
  const box = (x: number, y: number): Box => ({ x, y, width: 10, height: 10, row: 0 });
  const boxes = new Map([
    ["here", box(0, 0)],
    ["near", box(0, 50)],
    ["linked", box(40, 100)],
    ["right", box(80, 0)],
  ]);
  assert.equal(walk(boxes, new Set(["linked"]), "here", "ArrowDown"), "linked");
  assert.equal(walk(boxes, new Set(), "here", "ArrowDown"), "near");
  assert.equal(walk(boxes, new Set(["linked"]), "here", "ArrowRight"), "right");
  assert.equal(walk(boxes, new Set(["linked"]), "here", "ArrowUp"), null);
});

test("what is in sight survives the way through the address", () => {
  const sight = bounded({ x: 0.31, y: 0.62, k: 2.5 });
  assert.deepEqual(parseSight(formatSight(sight)), sight);
  assert.equal(formatSight(WHOLE), "");
  for (const text of ["", "1,2", "a,b,c", "0.5,0.5,2,9", ",,"]) assert.deepEqual(parseSight(text), WHOLE);
  assert.deepEqual(parseSight("9,-9,99"), { x: 1 - 0.125, y: 0.125, k: 4 });
});

test("zooming keeps the point under the pointer, and back out shows the whole", () => {
  const at: [number, number] = [0.3, 0.6];
  const near = zoomed(WHOLE, 2, at);
  const under = (s: typeof near) => [s.x + (at[0] - 0.5) / s.k, s.y + (at[1] - 0.5) / s.k];
  assert.deepEqual(
    under(near).map((v) => v.toFixed(9)),
    under(WHOLE).map((v) => v.toFixed(9)),
  );
  assert.deepEqual(zoomed(near, 0.01, at), WHOLE);
  assert.deepEqual(moved(WHOLE, 0.4, -0.4), WHOLE);
});

test("a place out of sight is brought in with the smallest move", () => {
  const sight = bounded({ x: 0.25, y: 0.25, k: 2 });
  assert.deepEqual(revealing(sight, [0.2, 0.2, 0.3, 0.3]), sight);
  const moved = revealing(sight, [0.7, 0.1, 0.8, 0.2]);
  assert.ok(Math.abs(moved.x + 0.25 - 0.83) < 1e-9);
  assert.equal(moved.y, 0.25);
});

// [head 2, query 2, key 3]
const PATTERN = [0.2, 0.3, 0.5, 1, 0, 0, 0.1, 0.1, 0.8, 0.25, 0.25, 0.5];

test("indices choose values: whole axes, from the end, CLS", () => {
  const shape = [2, 2, 3];
  assert.deepEqual([...pick(PATTERN, shape, [0, "cls", ":"])!], [0.2, 0.3, 0.5]);
  assert.deepEqual([...pick(PATTERN, shape, [-1, -1, ":"])!], [0.25, 0.25, 0.5]);
  assert.deepEqual([...pick(PATTERN, shape, [":", 1, -1])!], [0, 0.5]);
  assert.deepEqual([...pick(PATTERN, shape, [1, 0, 2])!], [0.8]);
  assert.equal(pick(PATTERN, shape, [2, 0, ":"]), null);
  assert.equal(pick(PATTERN, shape, [-3, 0, ":"]), null);
  assert.equal(pick(PATTERN, shape, [0, 0]), null);
  assert.equal(pick(PATTERN, shape, [0, "cls", ":"], 0), null);
});

test("rules make a number of values, worked by hand", () => {
  const values = Float64Array.of(3, -4, 3, 2);
  const expected = {
    value: 3,
    sum: 4,
    mean: 1,
    min: -4,
    max: 3,
    norm: Math.sqrt(38),
    argmax: 0,
    std: Math.sqrt(34 / 4),
  } as const;
  for (const [how, number] of Object.entries(expected))
    assert.ok(Math.abs(take(values, how as keyof typeof expected) - number) < 1e-12, how);
});

test("the last block is named by its number", () => {
  assert.equal(inLastBlock("blocks.last.hook_resid_post", 6), "blocks.5.hook_resid_post");
  assert.equal(inLastBlock("blocks.0.hook_resid_post", 6), "blocks.0.hook_resid_post");
});
