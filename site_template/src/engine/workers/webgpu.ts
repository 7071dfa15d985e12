/** The worker on WebGPU, by TensorFlow.js' own kernels. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import "@tensorflow/tfjs-backend-webgpu";
import { backend, ready, setBackend } from "@tensorflow/tfjs-core";

import { EngineError } from "../../errors.ts";
import * as words from "../words.ts";
import { serve } from "../worker.ts";

serve(async () => {
  if (!(await setBackend("webgpu"))) throw new EngineError(...words.noDevice);
  await ready();
  const { device } = backend() as WebGPUBackend;
  // Nothing throws where WebGPU fails: its buffers stay as they were, and the page has to hear of it otherwise.
  device.addEventListener("uncapturederror", (event) =>
    reportError(new Error((event as GPUUncapturedErrorEvent).error.message)),
  );
  void device.lost.then(({ message }) => reportError(new Error(words.webgpuLost(message))));
  return { backend: "webgpu", products: null };
});
