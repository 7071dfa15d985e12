/** The worker that every browser gets: WebAssembly, or else plain JavaScript. */
import { startBackend } from "../backend.ts";
import { serve } from "../worker.ts";

serve(({ wasm }) => startBackend(wasm));
