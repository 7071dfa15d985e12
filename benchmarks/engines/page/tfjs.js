// TensorFlow.js as it comes, on the wasm backend: the graph that `elvit convert` writes, none of our kernels.
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import { env, getBackend, setBackend, tensor } from "@tensorflow/tfjs-core";
import { serve } from "./serve.js";

serve({
  async load({ graph, shape, runtime }) {
    setWasmPaths(runtime);
    env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
    await setBackend("wasm");
    if (getBackend() !== "wasm") throw new Error(`TensorFlow.js took the backend ${getBackend()}`);
    // Else it waits for all answers before it reads the first: of what is not cached, only six can be on their way.
    const model = await loadGraphModel(graph, { streamWeights: true });
    return (image) => {
      const input = tensor(image, shape);
      const logits = model.execute({ pixel_values: input }, "logits");
      const values = logits.dataSync().slice();
      for (const used of [input, logits]) used.dispose();
      return values;
    };
  },
});
