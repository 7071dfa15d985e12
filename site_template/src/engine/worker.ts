/** The worker's side of the protocol, on whichever backend: one model at a time, one run at a time. */

import { backend, type io, memory } from "@tensorflow/tfjs-core";

import type { Preprocess } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { normalise } from "../maths/preprocess.ts";
import type { Started } from "./backend.ts";
import type { OpenBackend } from "./fast/backend.ts";
import type { Products } from "./fast/products.ts";
import { Model } from "./model.ts";
import { fit } from "./picture.ts";
import { type Calls, failureOf, type Kind, type Reply, type Request } from "./protocol.ts";
import { Intake } from "./weights.ts";
import * as words from "./words.ts";

interface Loaded {
  readonly model: Model;
  readonly preprocess: Preprocess;
}

let startBackend: (request: Calls["start"]["request"]) => Promise<Started | null>;
let intake: Intake | null = null;
let loaded: Loaded | null = null;
let products: Products | null = null;
let isLost = (): boolean => false;

type Handlers = { readonly [K in Kind]: (request: Calls[K]["request"]) => Promise<Calls[K]["reply"]> };

const handlers: Handlers = {
  async start(request) {
    const started = await startBackend(request);
    if (!started) return { backend: null };
    products = started.products;
    isLost = started.isLost ?? isLost;
    return { backend: started.backend };
  },
  async load({ graph, nodes, preprocess }) {
    loaded?.model.dispose();
    loaded = null;
    const receive = (specs: readonly io.WeightsManifestEntry[]): Intake["all"] => (intake = new Intake(specs)).all;
    loaded = { model: await Model.load(graph, receive, nodes, products), preprocess };
    intake = null;
    return null;
  },
  async weights({ start, chunk, text }) {
    intake!.put(start, chunk, text);
    return null;
  },
  async run({ run, input, ...how }) {
    const { model, preprocess } = current();
    const pixels = input.kind === "tensor" ? null : await fit(input, preprocess);
    const image = input.kind === "tensor" ? input.data : normalise(pixels!, preprocess);
    return { ...(await model.run(run, image, how)), input: pixels };
  },
  async rerun(request) {
    return current().model.rerun(request);
  },
  async release({ runs }) {
    loaded?.model.release(runs);
    return null;
  },
  async trial({ input, hooks }) {
    const { model, preprocess } = current();
    return model.trial(input.kind === "tensor" ? input.data : normalise(input.pixels, preprocess), hooks);
  },
  async tensor({ run, name }) {
    return current().model.tensor(run, name);
  },
  async weight({ name, part }) {
    return current().model.weight(name, part);
  },
  async memory() {
    const { wasm } = backend() as unknown as Partial<OpenBackend>;
    return { tensors: memory().numTensors, heap: wasm?.HEAPU8.length ?? 0 };
  },
};

function current(): Loaded {
  if (!loaded) throw new EngineError(...words.noModel);
  return loaded;
}

/** Answers one request; whatever buffers the answer holds are handed over, not copied. */
async function answer<K extends Kind>({ id, kind, request }: Request<K>): Promise<void> {
  let reply: Reply;
  try {
    reply = { id, value: await handlers[kind](request) };
    if (isLost()) throw new Error(words.cardLost);
  } catch (error) {
    reply = { id, error: failureOf(error) };
  }
  postMessage(reply, { transfer: "value" in reply ? buffers(reply.value) : [] });
}

function buffers(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(buffers) : [];
}

/** Answers the page from now on, on the backend that `start` brings up. */
export function serve(start: typeof startBackend): void {
  startBackend = start;
  addEventListener("message", (event: MessageEvent<Request>) => void answer(event.data));
}
