// The worker's side, the same for every rival: a call to load, then calls to run, one at a time.

/** @param {{ load(options: object): Promise<(image: Float32Array) => Float32Array | Promise<Float32Array>> }} engine */
export function serve({ load }) {
  let run = null;
  addEventListener("message", async ({ data: { kind, request } }) => {
    try {
      if (kind === "load") run = await load(request);
      postMessage({ value: kind === "run" ? await run(request) : null });
    } catch (error) {
      postMessage({ error: String(error?.stack ?? error) });
    }
  });
}
