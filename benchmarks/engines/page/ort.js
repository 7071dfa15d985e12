// onnxruntime-web, its WebAssembly build, one thread.
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { serve } from "./serve.js";

serve({
  async load({ onnx, shape, runtime }) {
    env.wasm.wasmPaths = runtime;
    env.wasm.numThreads = 1;
    const session = await InferenceSession.create(onnx, { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
    return async (image) => {
      const { logits } = await session.run({ pixel_values: new Tensor("float32", image, shape) });
      return logits.data.slice();
    };
  },
});
