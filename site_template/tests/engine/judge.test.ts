// Whether the graphics card takes over: from times, differences and names of renderers.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { agrees, candidates, judge, type Measured, median, RULES } from "../../src/engine/gpu/judge.ts";

const measured = (milliseconds: number[], logits: number[] = [1, -2, 3]): Measured => ({
  milliseconds,
  values: { logits: Float32Array.from(logits) },
});

describe("what is worth a trial", () => {
  const both = { webgpu: "nvidia ada", webgl: "ANGLE (NVIDIA, GeForce RTX 4070)" };

  test("real cards, WebGPU first", () => {
    assert.deepEqual(candidates(both, null), ["webgpu", "webgl"]);
    assert.deepEqual(candidates({ ...both, webgpu: null }, null), ["webgl"]);
    assert.deepEqual(candidates({ webgpu: null, webgl: null }, null), []);
    assert.deepEqual(candidates({ webgpu: "", webgl: null }, null), ["webgpu"], "an adapter may hide its name");
  });

  test("no renderer in software", () => {
    const names = [
      "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)",
      "google swiftshader software",
      "llvmpipe, or similar",
      "Mesa/X.org, llvmpipe (LLVM 15.0.7, 256 bits)",
      "ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)",
      "Apple Software Renderer",
    ];
    for (const name of names) assert.deepEqual(candidates({ webgpu: name, webgl: name }, null), [], name);
  });

  test("only what won last time, while it is there", () => {
    assert.deepEqual(candidates(both, "webgl"), ["webgl"]);
    assert.deepEqual(candidates(both, "wasm"), []);
    assert.deepEqual(candidates({ ...both, webgl: null }, "webgl"), []);
  });
});

describe("the verdict", () => {
  test("faster by 1.3 and more, by the medians", () => {
    assert.equal(judge(measured([130, 130, 130]), measured([100, 100, 100]), RULES), "faster");
    assert.equal(judge(measured([129, 129, 129]), measured([100, 100, 100]), RULES), "slower");
    assert.equal(
      judge(measured([130, 900, 130]), measured([100, 2, 101]), RULES),
      "faster",
      "one odd run does not count",
    );
  });

  test("wrong, however fast", () => {
    const ground = measured([1000]);
    assert.equal(judge(ground, measured([1], [1, -2, 3.0004]), RULES), "wrong");
    assert.equal(judge(ground, measured([1], [1, -2, NaN]), RULES), "wrong");
    assert.equal(judge(ground, measured([1], [1, -2]), RULES), "wrong");
    assert.equal(judge(ground, { milliseconds: [1], values: {} }, RULES), "wrong");
  });

  test("values agree to 1e-4: absolute up to 1, relative to a tensor's largest above", () => {
    const near = (wanted: number[], found: number[]) => agrees(measured([], wanted), measured([], found), 1e-4);
    assert.ok(near([0.5, 0], [0.50009, 0]) && !near([0.5, 0], [0.50011, 0]));
    assert.ok(near([100, 0], [100, 0.009]) && !near([100, 0], [100, 0.011]));
    assert.ok(near([-100, 0], [-100, 0.009]));
  });

  test("medians of odd and even counts", () => {
    assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])], [2, 2.5, 7]);
  });
});
