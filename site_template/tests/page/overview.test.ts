/** The overview's pure parts: costs against real models, how a stage hangs together, places that do not overlap, zoom. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Hook, ModelConfig } from "../../src/data/manifest.ts";
import { gridOf, imageSize } from "../../src/hooks/sizes.ts";
import { cosinesWith, meanRow } from "../../src/maths/similarity.ts";
import { makeGrid } from "../../src/maths/tokens.ts";
import { across } from "../../src/views/overview/across.ts";
import { costsOf } from "../../src/views/overview/counts.ts";
import { down } from "../../src/views/overview/down.ts";
import { mostOf } from "../../src/views/overview/most.ts";
import { segmentsOf } from "../../src/views/overview/segments.ts";
import { type Box, type Layout, planOf } from "../../src/views/overview/shapes.ts";
import { paragraphsOf, subjectOf } from "../../src/views/overview/words.ts";
import { formatZoom, moved, parseZoom, scaledAt, WHOLE, within } from "../../src/views/overview/zoom.ts";

interface Model {
  readonly hooks: Hook[];
  readonly config: ModelConfig;
  readonly parameters: number;
}

/** Sizes, and the number of parameters that PyTorch counts in a Hugging Face model of these sizes. */
const SIZES: Readonly<Record<string, Partial<ModelConfig> & { readonly parameters: number }>> = {
  tiny: {
    n_layers: 6,
    n_heads: 3,
    d_model: 192,
    d_head: 64,
    d_mlp: 768,
    patch_size: 4,
    image_size: 32,
    n_classes: 10,
    parameters: 2_693_578,
  },
  base: {
    n_layers: 12,
    n_heads: 12,
    d_model: 768,
    d_head: 64,
    d_mlp: 3072,
    patch_size: 16,
    image_size: 224,
    n_classes: 1000,
    parameters: 86_567_656,
  },
  large: {
    n_layers: 24,
    n_heads: 16,
    d_model: 1024,
    d_head: 64,
    d_mlp: 4096,
    patch_size: 16,
    image_size: 224,
    n_classes: 1000,
    parameters: 304_326_632,
  },
};

/** Of no habit of a plain ViT: a rectangle, no token beside the patches, a mean; and two tokens with a head each. */
const ODD = {
  mean: { image_size: [12, 20], prefix: [], readout: "mean_patches" },
  two: { image_size: [12, 12], prefix: ["cls", "dist"], readout: "two_heads" },
  joined: { image_size: [12, 12], prefix: ["cls", "reg1", "reg2"], readout: "cls_and_mean", output: "regression" },
} as const;
const SMALL = { n_layers: 2, n_heads: 2, d_model: 8, d_head: 4, d_mlp: 16, patch_size: 4, n_classes: 3 };

const SCRIPT = `
import json, sys
from elvit.hooks.table import hook_table
from elvit.hooks.spec import Spec
out = {}
for name, sizes in json.loads(sys.argv[1]).items():
    sizes.pop("parameters", None)
    sizes = {key: tuple(size) if isinstance(size, list) else size for key, size in sizes.items()}
    spec = Spec(**sizes, eps=1e-6)
    out[name] = {"config": spec.manifest(), "hooks": [hook.manifest() for hook in hook_table(spec)]}
print(json.dumps(out))
`;
const builder = fileURLToPath(new URL("../../../builder/", import.meta.url));
const models: Record<string, Model> = {};
const odds: Record<string, Model> = {};

before(() => {
  const python = process.env["PYTHON"] ?? "python3";
  const odd = Object.entries(ODD).map(([name, own]) => [name, { ...SMALL, ...own }] as const);
  const asked = JSON.stringify({ ...SIZES, ...Object.fromEntries(odd) });
  const text = execFileSync(python, ["-c", SCRIPT, asked], {
    env: { ...process.env, PYTHONPATH: builder },
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  const made = JSON.parse(text) as Record<string, Omit<Model, "parameters">>;
  for (const name of Object.keys(SIZES)) models[name] = { ...made[name]!, parameters: SIZES[name]!.parameters };
  for (const name of Object.keys(ODD)) odds[name] = { ...made[name]!, parameters: 0 };
});

test("parameters add up to what PyTorch counts", () => {
  for (const [name, model] of Object.entries(models)) {
    const costs = costsOf(model);
    assert.equal(costs.elsewhere, 0, name);
    assert.equal(costs.stages.at(-1)!.running, model.parameters, name);
  }
});

test("a model without biases on queries, keys and values is told by its number of parameters", () => {
  const { config, hooks, parameters } = models["tiny"]!;
  const fewer = parameters - 3 * config.d_model * config.n_layers;
  const costs = costsOf({ config, hooks, parameters: fewer });
  assert.equal(costs.elsewhere, 0);
  assert.equal(costs.byHook.get("blocks.0.attn.hook_q")!.parameters, config.d_model ** 2);
});

test("parameters that no tensor accounts for are told apart", () => {
  const { config, hooks, parameters } = models["tiny"]!;
  assert.equal(costsOf({ config, hooks, parameters: parameters + 7 }).elsewhere, 7);
});

test("multiply-adds of ViT-B/16 are the 17.6 billion of the literature", () => {
  const { products, stages } = costsOf(models["base"]!);
  assert.ok(Math.abs(products / 1e9 - 17.6) < 0.1, String(products));
  assert.ok(Math.abs(stages.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12);
});

test("scores cost a product for each feature, query and key of each head", () => {
  const cost = costsOf(models["tiny"]!).byHook;
  assert.equal(cost.get("blocks.0.attn.hook_attn_scores")!.products, 3 * 65 * 65 * 64);
  assert.equal(cost.get("blocks.0.attn.hook_z")!.products, 65 * 3 * 64 * 65);
  assert.equal(cost.get("logits")!.products, 192 * 10);
});

test("a block adds to the stream twice, and queries, keys and values stand side by side", () => {
  const plan = planOf(models["tiny"]!.hooks);
  const [attention, mlp, ...rest] = segmentsOf(plan.blocks[2]!.hooks);
  assert.equal(rest.length, 0);
  assert.equal(attention!.end!.name, "blocks.2.hook_resid_mid");
  assert.equal(mlp!.end!.name, "blocks.2.hook_resid_post");
  const lanes = attention!.parts.filter(({ lanes: many }) => many === 3).map(({ hook }) => hook.name.split("_").pop());
  assert.deepEqual(lanes, ["q", "k", "v"]);
  const scale = attention!.parts.find(({ hook }) => hook.op === "norm_scale")!;
  assert.equal(scale.beside, "blocks.2.ln1.hook_normalized");
  const depth = (name: string) => attention!.parts.find(({ hook }) => hook.name.endsWith(name))!.depth;
  assert.ok(depth("hook_v") < depth("hook_pattern") && depth("hook_pattern") < depth("hook_z"));
});

test("a table of another architecture is drawn as well: unknown operations take their place by what they read", () => {
  const row = (name: string, op: string, inputs: string[]): Hook => ({
    name,
    op,
    inputs,
    dims: ["pos", "d_model"],
    shape: [4, 8],
    formula: "",
    concept: "",
    symbol: "",
    activation: null,
    reads: null,
    weights: [],
    stage: "blocks.0",
  });
  const hooks = [
    row("a", "residual", []),
    row("b", "convolution", ["a"]),
    row("c", "gate", ["a"]),
    row("d", "product", ["b", "c"]),
    row("e", "residual_add", ["a", "d"]),
  ];
  const [only] = segmentsOf(hooks);
  assert.deepEqual(
    only!.parts.map(({ hook, depth, lane }) => [hook.name, depth, lane]),
    [
      ["b", 0, 0],
      ["c", 0, 1],
      ["d", 1, 0],
    ],
  );
  assert.ok(across(planOf(hooks), 900, 0).boxes.some(({ id }) => id === "d"));
  assert.ok(down(planOf(hooks), 360, 0).boxes.some(({ id }) => id === "d"));
});

const SOLID: readonly Box["kind"][] = ["image", "patches", "tensor", "station", "captions", "heads", "gaze", "answer"];

function overlaps(layout: Layout): string[] {
  const solid = layout.boxes.filter(({ kind }) => SOLID.includes(kind));
  const found: string[] = [];
  solid.forEach((a, i) =>
    solid.slice(i + 1).forEach((b) => {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
      const along = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
      if (across > 0.5 && along > 0.5) found.push(`${a.id} and ${b.id}`);
    }),
  );
  return found;
}

test("no box lies on another or outside of the drawing, whatever the model, the width and the open block", () => {
  for (const [name, model] of Object.entries(models)) {
    const plan = planOf(model.hooks);
    for (const width of [300, 358, 540, 560, 744, 900, 1108, 1272])
      for (const open of [null, 0, model.config.n_layers - 1]) {
        const layout = width < 560 ? down(plan, width, open) : across(plan, width, open);
        const where = `${name} at ${width}, block ${open}`;
        assert.deepEqual(overlaps(layout), [], where);
        for (const box of layout.boxes) {
          assert.ok(
            box.x >= -0.5 && box.x + box.width <= width + 0.5,
            `${where}: ${box.id} from ${box.x} to ${box.x + box.width}`,
          );
          assert.ok(
            box.y >= -0.5 && box.y + box.height <= layout.height + 0.5,
            `${where}: ${box.id} below ${layout.height}`,
          );
        }
        const stations = layout.boxes.filter(({ kind }) => kind === "station").map(({ stage }) => stage);
        assert.deepEqual(
          stations,
          plan.blocks.map(({ stage }) => stage),
          where,
        );
      }
  }
});

test("an open block shows each of its tensors once, and the head comes last", () => {
  const plan = planOf(models["base"]!.hooks);
  for (const layout of [across(plan, 1108, 5), down(plan, 358, 5)]) {
    const shown = layout.boxes.filter(({ kind }) => kind === "tensor").map(({ id }) => id);
    for (const hook of plan.blocks[5]!.hooks) assert.equal(shown.filter((id) => id === hook.name).length, 1, hook.name);
    assert.ok(
      layout.boxes.findIndex(({ kind }) => kind === "answer") >
        layout.boxes.findIndex(({ id }) => id === "blocks.5.hook_resid_post"),
    );
  }
});

test("zoom goes to the address and back, and never past an edge", () => {
  assert.equal(formatZoom(WHOLE), "");
  assert.deepEqual(parseZoom("nonsense"), WHOLE);
  assert.deepEqual(parseZoom("1,2"), WHOLE);
  const zoom = parseZoom("0.3,0.6,4");
  assert.equal(formatZoom(zoom), "0.3,0.6,4");
  assert.deepEqual(within({ x: 0, y: 1, k: 2 }), { x: 0.25, y: 0.75, k: 2 });
  assert.deepEqual(within({ x: 0.1, y: 0.1, k: 0.2 }), WHOLE);
  assert.ok(moved(zoom, 99, -99).x <= 1 - 0.125 && moved(zoom, 99, -99).y >= 0.125);
});

test("what lies under the pointer stays there while the diagram grows", () => {
  const under = ({ x, y, k }: { x: number; y: number; k: number }, at: number) => [
    x + (at - 0.5) / k,
    y + (at - 0.5) / k,
  ];
  const from = { x: 0.5, y: 0.5, k: 2 };
  const to = scaledAt(from, 1.7, 0.4, 0.4);
  under(from, 0.4).forEach((value, i) => assert.ok(Math.abs(value - under(to, 0.4)[i]!) < 1e-9));
});

test("cosine similarity: of a row with itself, its opposite, a right angle and nothing", () => {
  const data = [3, 4, -6, -8, -4, 3, 0, 0];
  const found = [...cosinesWith(data, 4, 2, 0)].map((value) => Math.round(value * 1e6) / 1e6);
  assert.deepEqual(found, [1, -1, 0, 0]);
});

test("a row of attention is the mean of its heads", () => {
  // [head 2, query 2, key 2]
  const data = [0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.6, 0.4];
  assert.deepEqual(
    [...meanRow(data, 2, 2, 2, 1)].map((value) => Math.round(value * 10) / 10),
    [0.4, 0.6],
  );
});

test("the words have the numbers of the model", () => {
  const model = models["base"]!;
  const plan = planOf(model.hooks);
  assert.equal(subjectOf("ViT-B/16", plan, "A cat"), "ViT-B/16, twelve blocks deep, looks at “A cat”.");
  const text = paragraphsOf(model as never, plan).join(" ");
  assert.ok(text.includes("196 ") && text.includes("768 numbers") && text.includes("adds to it twice"), text);
});

const wordsFor = (model: Model) => paragraphsOf(model as never, planOf(model.hooks)).join(" ");

test("the words name the tokens that a model has, and what its head reads", () => {
  const mean = wordsFor(odds["mean"]!);
  assert.ok(mean.includes("cut into 15 ") && mean.includes("The answer will be read from all of them"), mean);
  assert.ok(mean.includes("At the end, the mean of the patches goes through") && !mean.includes("CLS"), mean);
  const two = wordsFor(odds["two"]!);
  assert.ok(two.includes("Two rows more, [cls-token|cls|CLS] and the distillation token, belong to no patch"), two);
  assert.ok(two.includes("the answer will be read from CLS and the distillation token."), two);
  const joined = wordsFor(odds["joined"]!);
  assert.ok(joined.includes("Three rows more, [cls-token|cls|CLS], register 1 and register 2, belong"), joined);
  assert.ok(joined.includes("comes out as the answer."), joined);
});

test("tokens and heads of all kinds are paid for", () => {
  const cost = (name: string, hook: string) => costsOf(odds[name]!).byHook.get(hook)!.parameters;
  assert.equal(cost("mean", "hook_full_embed"), 0);
  assert.equal(cost("two", "hook_full_embed"), 2 * 8);
  assert.equal(cost("mean", "logits"), 8 * 3 + 3);
  assert.equal(cost("two", "logits_cls") + cost("two", "logits_dist"), 2 * (8 * 3 + 3));
  assert.equal(cost("two", "logits"), 0);
  assert.equal(cost("joined", "logits"), 2 * 8 * 3 + 3);
});

test("a rectangle of patches is drawn as a rectangle, and the answer comes last whatever it is", () => {
  for (const [name, model] of Object.entries(odds))
    for (const layout of [across, down].map((lay) => {
      return lay(planOf(model.hooks, imageSize(model.config)), 900, 0);
    })) {
      assert.deepEqual(overlaps(layout), [], name);
      const { rows, columns } = gridOf(model.config);
      const pictures = layout.boxes.filter(({ kind }) => ["image", "patches", "gaze"].includes(kind));
      for (const { width, height, id } of [...pictures, { ...layout.station.map, id: "station" }])
        assert.ok(Math.abs(height / width - rows / columns) < 1e-9, `${name}: ${id}`);
      assert.equal(layout.boxes.find(({ kind }) => kind === "answer")!.hook, model.hooks.at(-1), name);
    }
});

test("the patch that a map has most of is found among any number of tokens before the patches", () => {
  const grid = makeGrid(1, 3, ["CLS", "register 1", "register 2"]);
  const values = Float32Array.from([9, 8, 7, 1, 3, 2]);
  assert.deepEqual(mostOf({ values }, grid, 4), { token: 5, value: 2 });
  assert.deepEqual(mostOf({ values }, grid, 0), { token: 4, value: 3 });
});
