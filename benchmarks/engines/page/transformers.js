// transformers.js as its readers use it, told to take WebAssembly, float32 and one thread.
import { AutoModelForImageClassification, env, Tensor } from "@huggingface/transformers";
import { serve } from "./serve.js";

serve({
  async load({ models, name, shape, runtime }) {
    Object.assign(env, { allowRemoteModels: false, allowLocalModels: true, localModelPath: models, useBrowserCache: false });
    Object.assign(env.backends.onnx.wasm, { wasmPaths: runtime, numThreads: 1 });
    const model = await AutoModelForImageClassification.from_pretrained(name, { dtype: "fp32", device: "wasm" });
    return async (image) => {
      const { logits } = await model({ pixel_values: new Tensor("float32", image, shape) });
      return logits.data.slice();
    };
  },
});
