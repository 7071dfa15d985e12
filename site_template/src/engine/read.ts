/** Values out of the backend, wherever it has them. */
import { keep, type Tensor } from "@tensorflow/tfjs-core";

/** A copy of a tensor's values, which may be disposed of meanwhile. */
export async function read(found: Tensor): Promise<Float32Array<ArrayBuffer>> {
  const kept = keep(found.clone());
  try {
    // The plain backend hands out its own array: a copy can be given away.
    return (await kept.data<"float32">()).slice();
  } finally {
    kept.dispose();
  }
}
