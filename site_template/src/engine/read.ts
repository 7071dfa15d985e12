/** Values out of the backend, wherever it has them. */
import { getBackend, keep, type Tensor } from "@tensorflow/tfjs-core";

/** Backends that read at once, from memory of their own. */
const AT_ONCE: readonly string[] = ["wasm", "cpu"];

/** A copy of a tensor's values, which may be disposed of meanwhile. */
export async function read(found: Tensor): Promise<Float32Array<ArrayBuffer>> {
  // A clone would copy what lies packed for the products as if it lay in rows.
  const kept = AT_ONCE.includes(getBackend()) ? null : keep(found.clone());
  try {
    // The plain backend hands out its own array: a copy can be given away.
    return (await (kept ?? found).data<"float32">()).slice();
  } finally {
    kept?.dispose();
  }
}
