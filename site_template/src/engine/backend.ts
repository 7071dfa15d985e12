/** Starts TensorFlow.js in the worker: WebAssembly from bytes handed in. */

import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { backend, env, setBackend } from "@tensorflow/tfjs-core";

import type { Backend } from "./engine.ts";
import { startFast } from "./fast/index.ts";
import type { Products } from "./fast/products.ts";
import { watchKernels } from "./kernel-log.ts";
import * as words from "./words.ts";

const NAMES = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"];

export interface Started {
  readonly backend: Backend;
  /** Our matrix products; null where TensorFlow.js' own are used. */
  readonly products: Products | null;
  /** Whether the graphics card is gone; what was read since is not to be trusted. */
  readonly isLost?: () => boolean;
}

/** TensorFlow.js on WebAssembly with our kernels; null where the binary cannot start. */
export async function startBackend(wasm: ArrayBuffer): Promise<Started | null> {
  return (await startWasm(wasm)) ? { backend: "wasm", products: await startFast() } : null;
}

async function startWasm(bytes: ArrayBuffer): Promise<boolean> {
  handIn(bytes);
  // Only the binary without threads is shipped; threads would need a page that is cross-origin isolated.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  try {
    const started = await Promise.race([setBackend("wasm"), failedQuietly()]);
    if (started) {
      checkAllocations();
      watchKernels();
    }
    return started;
  } catch {
    return false;
  }
}

/** TensorFlow.js asks its platform for a file; the page's security policy allows no fetch, so it gets our bytes. */
function handIn(bytes: ArrayBuffer): void {
  env().platform.fetch = () => Promise.resolve(new Response(bytes));
  setWasmPaths(Object.fromEntries(NAMES.map((name) => [name, name])), true);
}

/** Rejects when WebAssembly refuses the bytes: TensorFlow.js drops that error and would wait for ever. */
function failedQuietly(): Promise<never> {
  return new Promise((_, reject) => {
    addEventListener("unhandledrejection", (event) => reject(event.reason), { once: true });
  });
}

/** The wasm heap says "full" by the address 0, which TensorFlow.js does not heed: it would write over its own data. */
function checkAllocations(): void {
  const heap = (backend() as unknown as { wasm: { _malloc: (bytes: number) => number } }).wasm;
  const malloc = heap._malloc;
  heap._malloc = (bytes) => {
    const address = malloc(bytes);
    if (address === 0 && bytes > 0) throw new RangeError(words.noMemory());
    return address;
  };
}
