/** What this browser's graphics are: looked up once, in the page, for the worker would have to be there first. */
import type { Graphics } from "../engine.ts";
import { isCard, type Renderers } from "./judge.ts";

/** What adapters say of themselves by now; the types are older. */
interface Info {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

const found = new Map<Graphics, Promise<string | null>>();

/** Name of the renderer behind WebGL or WebGPU; null where there is none. */
export function findRenderer(kind: Graphics): Promise<string | null> {
  const known = found.get(kind) ?? (kind === "webgl" ? webgl() : webgpu());
  found.set(kind, known);
  return known;
}

export async function findRenderers(): Promise<Renderers> {
  const webgl = await findRenderer("webgl");
  // Without a card for WebGL there is none for WebGPU, and browsers complain in the console when asked for it.
  return { webgl, webgpu: isCard(webgl) ? await findRenderer("webgpu") : null };
}

async function webgpu(): Promise<string | null> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" }).catch(() => null);
  if (!adapter) return null;
  const { info = {} } = adapter as { info?: Partial<Info> };
  const { vendor = "", architecture = "", description = "", isFallbackAdapter = adapter.isFallbackAdapter } = info;
  return [vendor, architecture, description, isFallbackAdapter ? "software" : ""].filter(Boolean).join(" ");
}

/** WebGL 2 that draws floats, on a canvas that a worker can have too. */
async function webgl(): Promise<string | null> {
  if (typeof OffscreenCanvas === "undefined") return null;
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!gl?.getExtension("EXT_color_buffer_float")) return null;
  const unmasked = gl.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL;
  const name = String(gl.getParameter(unmasked ?? gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}
