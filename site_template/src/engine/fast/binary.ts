/** The kernel's WebAssembly, compiled with the page's program: for browsers with SIMD, and with fused multiply-add. */

import plain from "../../../kernel/index.ts?simd";
import relaxed from "../../../kernel/index.ts?simd+relaxed-simd";

// (module (func (result v128) i32.const 0 i8x16.splat i32.const 0 i8x16.splat i32.const 0 i8x16.splat
//   f32x4.relaxed_madd))
const PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65,
  0, 253, 15, 253, 133, 2, 11,
]);

export const kernelBytes = (): Uint8Array<ArrayBuffer> => (WebAssembly.validate(PROBE) ? relaxed : plain);
