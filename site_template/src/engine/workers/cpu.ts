/** The worker where WebAssembly cannot be had: plain JavaScript, by TensorFlow.js' own kernels. */
import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";

import { serve } from "../worker.ts";

serve(async () => {
  await setBackend("cpu");
  return { backend: "cpu", products: null };
});
