// TensorFlow.js on its wasm backend with our kernels in it: products of every form, and a graph that is fused.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, test } from "node:test";

import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";

import { compile } from "../../kernel/compile.mjs";
import type { OpenBackend } from "../../src/engine/fast/backend.ts";
import { fused } from "../../src/engine/fast/fusion.ts";
import { Kernel } from "../../src/engine/fast/kernel.ts";
import { registerOperations } from "../../src/engine/fast/operations.ts";
import { rightSidesOnly } from "../../src/engine/fast/packing.ts";
import { Products } from "../../src/engine/fast/products.ts";

const WASM = new URL(
  "../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
  import.meta.url,
);
let products: Products;

before(async () => {
  const bytes = await readFile(WASM);
  tf.env().platform.fetch = () => Promise.resolve(new Response(bytes));
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  const names = ["", "-simd", "-threaded-simd"].map((kind) => `tfjs-backend-wasm${kind}.wasm`);
  setWasmPaths(Object.fromEntries(names.map((name) => [name, name])), true);
  assert.ok(await tf.setBackend("wasm"));
  const backend = tf.backend() as unknown as OpenBackend;
  const kernel = await Kernel.start(backend.wasm, await compile("kernel/index.ts", ["simd"]));
  registerOperations(backend, kernel);
  products = new Products(backend, kernel);
});

/** What the plain JavaScript backend makes of the same. */
async function expected(make: () => tf.Tensor): Promise<Float32Array> {
  await tf.setBackend("cpu");
  const values = (make().dataSync() as Float32Array).slice();
  await tf.setBackend("wasm");
  return values;
}

function assertClose(found: ArrayLike<number>, wanted: ArrayLike<number>, what: string): void {
  assert.equal(found.length, wanted.length, what);
  for (let i = 0; i < found.length; i++)
    assert.ok(Math.abs(found[i]! - wanted[i]!) < 2e-5, `${what}, ${i}: ${found[i]} is not ${wanted[i]}`);
}

const numbers =
  (shape: number[], seed = 1) =>
  () =>
    tf.randomUniform(shape, -1, 1, "float32", seed);

describe("products", () => {
  const forms: [a: number[], b: number[], transposeA: boolean, transposeB: boolean][] = [
    [[7, 5], [5, 9], false, false],
    [[5, 7], [5, 9], true, false],
    [[7, 5], [9, 5], false, true],
    [[5, 7], [9, 5], true, true],
    [[3, 7, 5], [3, 5, 9], false, false],
    [[2, 3, 7, 5], [2, 3, 9, 5], false, true],
    [[3, 7, 5], [5, 9], false, false],
    [[3, 5, 7], [5, 9], true, false],
    [[1, 7, 5], [4, 5, 9], false, false],
    [[7, 5], [4, 5, 9], false, false],
    [[1, 5], [5, 9], false, false],
  ];
  for (const [a, b, transposeA, transposeB] of forms)
    test(`[${a}] times [${b}]${transposeA ? ", left turned" : ""}${transposeB ? ", right turned" : ""}`, async () => {
      const make = () => tf.matMul(numbers(a, 1)(), numbers(b, 2)(), transposeA, transposeB);
      const wanted = await expected(make);
      const made = make();
      assert.deepEqual(made.shape.slice(-2), [transposeA ? a.at(-1) : a.at(-2), transposeB ? b.at(-2) : b.at(-1)]);
      assertClose(made.dataSync(), wanted, "product");
    });

  test("the bias of a batch is not dropped", async () => {
    const make = () =>
      tf.fused.matMul({
        a: numbers([3, 7, 5])() as tf.Tensor3D,
        b: numbers([3, 5, 9], 2)() as tf.Tensor3D,
        bias: numbers([9], 3)(),
      });
    const without = await expected(() => tf.matMul(numbers([3, 7, 5])(), numbers([3, 5, 9], 2)()));
    const bias = await expected(() => numbers([9], 3)());
    assertClose(
      make().dataSync(),
      without.map((value, i) => value + bias[i % 9]!),
      "sum",
    );
  });

  test("what the kernel does not serve is done as before", async () => {
    const make = () =>
      tf.fused.matMul({
        a: numbers([7, 5])() as tf.Tensor2D,
        b: numbers([5, 9], 2)() as tf.Tensor2D,
        activation: "relu",
      });
    assertClose(make().dataSync(), await expected(make), "with an activation");
    assert.equal(tf.matMul(tf.zeros([0, 5]), tf.zeros([5, 9])).size, 0);
  });

  test("a packed matrix reads, multiplies and turns as before", async () => {
    const [a, b] = [numbers([7, 40])(), numbers([40, 16], 2)()];
    const [rows, plain] = [b.dataSync().slice(), tf.matMul(a, b).dataSync().slice()];
    assert.ok(products.pack(b) && products.pack(b));
    assert.deepEqual(tf.matMul(a, b).dataSync(), plain);
    assert.deepEqual(b.dataSync(), rows);
    assert.deepEqual((await b.data()).slice(16, 32), rows.slice(16, 32));
    const turned = tf.matMul(numbers([7, 16], 4)(), b, false, true).dataSync();
    assertClose(
      turned,
      await expected(() => tf.matMul(numbers([7, 16], 4)(), tf.tensor(rows, [40, 16]), false, true)),
      "turned",
    );
    assert.deepEqual(tf.matMul(a, b).dataSync(), plain);
    assert.ok(!products.pack(numbers([40, 9])()), "a width that is no multiple of the tile takes more room packed");
  });
});

test("the softmax of the last axis, of any rank", async () => {
  for (const shape of [[7], [3, 5], [2, 3, 9, 11]]) {
    const make = () => tf.softmax(tf.mul(numbers(shape)(), 9));
    assertClose(make().dataSync(), await expected(make), `[${shape}]`);
  }
});

describe("a graph", () => {
  const node = (op: string, name: string, ...input: string[]) => ({ name, op, input });
  const norm = [
    node("Mean", "m", "x", "axis"),
    node("Sub", "c", "x", "m"),
    node("Square", "s", "c"),
    node("Mean", "v", "s", "axis"),
    node("AddV2", "e", "v", "eps"),
    node("Sqrt", "ln.hook_scale", "e"),
    node("RealDiv", "d", "c", "ln.hook_scale"),
    node("Mul", "g", "d", "w"),
    node("AddV2", "ln.hook_normalized", "g", "b"),
  ];

  test("is fused where every part fits, and keeps the names that can be fetched", () => {
    const made = new Map(fused(norm).map((one) => [one.name, one]));
    assert.deepEqual(made.get("ln.hook_scale"), node("ElvitScale", "ln.hook_scale", "x", "eps"));
    const normalized = node("ElvitNormalize", "ln.hook_normalized", "x", "ln.hook_scale", "w", "b");
    assert.deepEqual(made.get("ln.hook_normalized"), normalized);
  });

  test("is left alone where a part reads something else", () => {
    const other = norm.map((one) => (one.name === "c" ? node("Sub", "c", "y", "m") : one));
    assert.deepEqual(
      fused(other).map(({ op }) => op),
      other.map(({ op }) => op),
    );
  });

  test("has weights that only products read", () => {
    const nodes = [
      node("Const", "once"),
      node("Const", "also-added"),
      node("Const", "left"),
      node("Const", "turned"),
      node("_FusedMatMul", "p", "left", "once", "bias"),
      node("MatMul", "q", "p", "also-added"),
      node("AddV2", "r", "q", "also-added"),
      { ...node("BatchMatMulV2", "s", "r", "turned"), attr: { adj_y: { b: true } } },
    ];
    assert.deepEqual(rightSidesOnly(nodes), ["once"]);
  });
});
