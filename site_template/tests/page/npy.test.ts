/** The bytes of an .npy file, field by field, as numpy's format description has them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { npy } from "../../src/maths/npy.ts";

const SHAPES: readonly (readonly [readonly number[], string])[] = [
  [[3], "(3,)"],
  [[2, 3], "(2, 3)"],
  [[3, 1, 1], "(3, 1, 1)"],
];

for (const [shape, tuple] of SHAPES) {
  test(`header and data of shape ${tuple}`, () => {
    const count = shape.reduce((a, b) => a * b, 1);
    const data = Float32Array.from({ length: count }, (_, i) => i - 0.5);
    const bytes = npy(shape, data);
    const view = new DataView(bytes.buffer);
    assert.deepEqual([...bytes.subarray(0, 8)], [0x93, ...Buffer.from("NUMPY"), 1, 0]);
    const header = view.getUint16(8, true);
    assert.equal((10 + header) % 64, 0);
    const text = Buffer.from(bytes.subarray(10, 10 + header)).toString("latin1");
    assert.match(text, /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(.*\), \} *\n$/);
    assert.ok(text.includes(`'shape': ${tuple}, `));
    assert.equal(bytes.length, 10 + header + 4 * count);
    assert.deepEqual(
      Array.from(data.keys(), (i) => view.getFloat32(10 + header + 4 * i, true)),
      [...data],
    );
  });
}
