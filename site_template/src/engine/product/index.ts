/** Matrix products by our kernel instead of TensorFlow.js' own, where the backend is WebAssembly. */
import { backend } from "@tensorflow/tfjs-core";

import { kernelBytes } from "./binary.ts";
import { ProductKernel } from "./kernel.ts";
import { type OpenBackend, Products } from "./register.ts";

/** Takes the products over; null where the kernel cannot start, and all stays as TensorFlow.js has it. */
export async function takeOverProducts(): Promise<Products | null> {
  const open = backend() as unknown as OpenBackend;
  try {
    return new Products(open, await ProductKernel.start(open.wasm, kernelBytes()));
  } catch (error) {
    console.warn("The product kernel could not be started; TensorFlow.js' own is used.", error);
    return null;
  }
}
