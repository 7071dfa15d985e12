/** The worker that every browser gets first: WebAssembly. */
import { startBackend } from "../backend.ts";
import { serve } from "../worker.ts";

serve(({ wasm }) => startBackend(wasm!));
