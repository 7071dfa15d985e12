/** The worker on WebGL 2, by TensorFlow.js' own kernels. */
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import "@tensorflow/tfjs-backend-webgl";
import { backend, env, setBackend } from "@tensorflow/tfjs-core";

import { EngineError } from "../../errors.ts";
import * as words from "../words.ts";
import { serve } from "../worker.ts";

serve(async () => {
  // Whether a renderer in software will do is for the page to say.
  env().set("SOFTWARE_WEBGL_ENABLED", true);
  const started = await setBackend("webgl");
  if (!started || !env().getBool("WEBGL_RENDER_FLOAT32_ENABLED")) throw new EngineError(...words.noFloats);
  const { gl } = (backend() as MathBackendWebGL).gpgpu;
  // Reads of a lost context give zeros, or never end: the page is to hear of it, and end the worker.
  gl.canvas.addEventListener("webglcontextlost", () => reportError(new Error(words.webglLost)));
  return { backend: "webgl", products: null, isLost: () => gl.isContextLost() };
});
