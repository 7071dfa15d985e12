/** Our own kernels on TensorFlow.js' wasm backend: matrix products, softmax, and what a graph can be fused to. */
import { backend } from "@tensorflow/tfjs-core";
import * as words from "../words.ts";
import type { OpenBackend } from "./backend.ts";
import { kernelBytes } from "./binary.ts";
import { Kernel } from "./kernel.ts";
import { registerOperations } from "./operations.ts";
import { Products } from "./products.ts";

/** Takes the products over; null where our kernel cannot start, and all stays as TensorFlow.js has it. */
export async function startFast(): Promise<Products | null> {
  const open = backend() as unknown as OpenBackend;
  try {
    const kernel = await Kernel.start(open.wasm, kernelBytes());
    registerOperations(open, kernel);
    return new Products(open, kernel);
  } catch (error) {
    console.warn(words.slowKernels, error);
    return null;
  }
}
