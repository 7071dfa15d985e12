/** The run that the page shows: the chosen model on the chosen picture, its outcome and its tensors. */

import type { Manifest, ModelEntry } from "../data/manifest.ts";
import type { Pack } from "../data/pack.ts";
import { maskEdits } from "../engine/edits.ts";
import type { Engine, Masks, Repeat, Run, Slice, Status, TensorValue } from "../engine/engine.ts";
import { EngineError } from "../errors.ts";
import { imageSize } from "../hooks/sizes.ts";
import type { Pixels } from "../marks/picture.ts";
import type { Store } from "../state/store.ts";
import type { State } from "../state/table.ts";
import { createCache } from "./cache.ts";
import { galleryOf, ownPicture, type Picture } from "./pictures.ts";

export type Outcome =
  | { readonly kind: "pending" }
  | { readonly kind: "done"; readonly model: string; readonly picture: string; readonly result: Run }
  | { readonly kind: "failed"; readonly message: string; readonly hint: string };

export type LoadPack = (pack: Pack) => Promise<Uint8Array>;

export interface Session {
  readonly status: Status;
  readonly outcome: Outcome;
  readonly pictures: readonly Picture[];
  model(state?: State): ModelEntry;
  picture(state?: State): Picture;
  /** Whether the address names a picture that this page does not have, such as another visitor's own. */
  readonly missing: boolean;
  /** A tensor of the present run; kept until the next one. */
  tensor(name: string): Promise<TensorValue>;
  /** The present run once more with edits, as `Engine.rerun` says; AbortError once there is another run. */
  rerun(repeat: Repeat | Masks): Promise<Run>;
  /** A weight of the present model, or one slice of it; kept as long as the model stays. No run is needed. */
  weight(name: string, slice?: Slice): Promise<TensorValue>;
  /** The picture as the model sees it; null while nobody knows. */
  pixels(): Promise<Pixels | null>;
  /** Adds a visitor's picture for this visit and chooses it. */
  addOwn(blob: Blob, title: string): Promise<void>;
  /** Runs the model on the picture: at first, and again after a failure. */
  run(): void;
  /** Loads no more of the model, and goes on with it. */
  stopLoading(): void;
  goOn(): void;
  /** Shows the outcome of a run of the present model on the present picture that somebody else has asked for. */
  follow(running: Promise<Run>): void;
  /** Another caller takes the engine: its tensors are no longer those of this picture. */
  yield(): void;
  onChange(listener: () => void): () => void;
  destroy(): void;
}

/** Bytes held at once, of tensors and of weights: all that ViT-B has would be 160 MB and 340 MB. */
const MOST_TENSORS = 96e6;
const MOST_WEIGHTS = 64e6;
const FLOAT_BYTES = 4;

export function createSession(manifest: Manifest, engine: Engine, store: Store, loadPack: LoadPack): Session {
  const listeners = new Set<() => void>();
  const gallery = galleryOf(manifest);
  const own: Picture[] = [];
  let outcome: Outcome = { kind: "pending" };
  const tensors = createCache<TensorValue>(MOST_TENSORS);
  const weights = createCache<TensorValue>(MOST_WEIGHTS);
  const inputs = new Map<string, Promise<Pixels | null>>();
  let turn = 0;

  const changed = () => listeners.forEach((listener) => listener());
  const model = (state = store.state) => manifest.models.find((one) => one.id === state.model) ?? manifest.models[0]!;
  const known = (state: State) => [...own, ...gallery].find((one) => one.id === state.image);
  const picture = (state = store.state) => known(state) ?? gallery[0]!;

  function run(): void {
    const shown = picture();
    const source = shown.own
      ? ({ kind: "blob", blob: shown.own } as const)
      : ({ kind: "sample", id: shown.id } as const);
    follow(engine.run(model().id, source));
  }

  function follow(running: Promise<Run>): void {
    const mine = ++turn;
    const [now, shown] = [model(), picture()];
    outcome = { kind: "pending" };
    tensors.clear();
    changed();
    running.then(
      (result) => {
        if (mine !== turn) return;
        outcome = { kind: "done", model: now.id, picture: shown.id, result };
        if (result.input) inputs.set(`${now.id} ${shown.id}`, Promise.resolve(result.input));
        changed();
      },
      (error: unknown) => {
        if (mine !== turn) return;
        outcome = (error as { name?: unknown }).name === "AbortError" ? TAKEN : failed(error);
        changed();
      },
    );
  }

  engine.prefer(store.state.backend);
  const stops = [
    engine.onStatus(changed),
    store.subscribe((state, previous) => {
      if (model(state) !== model(previous)) weights.clear();
      engine.prefer(state.backend);
      if (
        model(state) !== model(previous) ||
        picture(state) !== picture(previous) ||
        state.backend !== previous.backend
      )
        run();
    }),
  ];

  function tensor(name: string): Promise<TensorValue> {
    const shape = model().hooks.find((hook) => hook.name === name)?.shape ?? [];
    return tensors.take(name, bytesOf(shape), () => engine.tensor(name));
  }

  async function rerun(given: Repeat | Masks): Promise<Run> {
    const mine = turn;
    if (outcome.kind !== "done")
      throw new EngineError("The model has not run on this picture yet.", "Wait until it has.");
    const repeat = "edits" in given ? given : { edits: maskEdits(model(), given) };
    const result = await engine.rerun(repeat).catch((error: unknown) => {
      if (mine === turn && engine.status.state === "failed") {
        outcome = failed(error);
        changed();
      }
      throw error;
    });
    if (mine !== turn) throw new DOMException("The page shows another run by now.", "AbortError");
    return result;
  }

  function weight(name: string, slice?: Slice): Promise<TensorValue> {
    const { id, params } = model();
    const { dims, shape } = params[name] ?? { dims: [], shape: [] };
    const left = shape.filter((_, axis) => dims[axis] !== slice?.axis);
    const key = JSON.stringify([id, name, slice?.axis, slice?.index]);
    return weights.take(key, bytesOf(left), () => engine.weight(id, name, slice));
  }

  function pixels(): Promise<Pixels | null> {
    if (outcome.kind === "done" && outcome.picture === picture().id && outcome.result.input)
      return Promise.resolve(outcome.result.input);
    const key = `${model().id} ${picture().id}`;
    const kept = inputs.get(key);
    if (kept) return kept;
    const entry = model();
    const pack = entry.inputs[picture().id];
    const { width } = imageSize(entry.config);
    const asked = pack
      ? loadPack(pack).then((rgb) => ({ width, height: Math.round(rgb.length / 3 / width), rgb }))
      : Promise.resolve(null);
    inputs.set(key, asked);
    asked.catch(() => inputs.delete(key));
    return asked;
  }

  return {
    get status() {
      return engine.status;
    },
    get outcome() {
      return outcome;
    },
    get pictures() {
      return [...own, ...gallery];
    },
    get missing() {
      return store.state.image !== "" && !known(store.state);
    },
    model,
    picture,
    tensor,
    rerun,
    weight,
    pixels,
    async addOwn(blob, title) {
      const added = await ownPicture(blob, title, own.length + 1);
      own.unshift(added);
      store.set({ image: added.id });
      changed();
    },
    run,
    stopLoading: () => engine.stop(),
    goOn: () => engine.goOn(),
    follow,
    yield() {
      turn++;
      outcome = TAKEN;
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      turn++;
      stops.forEach((stop) => stop());
      own.forEach((one) => URL.revokeObjectURL(one.file));
    },
  };
}

function bytesOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, FLOAT_BYTES);
}

const TAKEN: Outcome = {
  kind: "failed",
  message: "The model has run on something else since, asked for by a script or a console",
  hint: "Try again to have it run on this picture.",
};

function failed(error: unknown): Outcome {
  if (error instanceof EngineError) return { kind: "failed", message: error.message, hint: error.hint };
  const named = error as { message?: unknown; hint?: unknown } | null;
  return {
    kind: "failed",
    message: typeof named?.message === "string" && named.message ? named.message : "the model could not be run",
    hint: typeof named?.hint === "string" ? named.hint : "The pictures and their precomputed predictions still work.",
  };
}
