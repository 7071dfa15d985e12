/** The run that the page shows: the chosen model on the chosen picture, its outcome and its tensors. */

import type { Manifest, ModelEntry } from "../data/manifest.ts";
import type { Engine, Repeat, Run, Slice, Status, TensorValue } from "../engine/engine.ts";
import type { Pixels } from "../marks/picture.ts";
import type { Store } from "../state/store.ts";
import type { State } from "../state/table.ts";
import { createChosen } from "./chosen.ts";
import { createFetched, type LoadPack } from "./fetched.ts";
import type { Outcome } from "./outcome.ts";
import type { Picture } from "./pictures.ts";
import { createShown } from "./shown.ts";

export type { LoadPack, Outcome };

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
  rerun(repeat: Repeat): Promise<Run>;
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

export function createSession(manifest: Manifest, engine: Engine, store: Store, loadPack: LoadPack): Session {
  const listeners = new Set<() => void>();
  const chosen = createChosen(manifest, store);
  const fetched = createFetched(engine, chosen, loadPack);
  const { model, picture } = chosen;
  const changed = () => listeners.forEach((listener) => listener());
  const shown = createShown(engine, chosen, fetched, changed);
  engine.prefer(store.state.backend);
  const stops = [
    engine.onStatus(changed),
    store.subscribe((state, previous) => {
      const isOther = model(state) !== model(previous);
      if (isOther) fetched.forgetWeights();
      engine.prefer(state.backend);
      if (isOther || picture(state) !== picture(previous) || state.backend !== previous.backend) shown.run();
    }),
  ];
  return {
    get status() {
      return engine.status;
    },
    get outcome() {
      return shown.outcome;
    },
    get pictures() {
      return chosen.pictures;
    },
    get missing() {
      return chosen.missing;
    },
    model,
    picture,
    tensor: fetched.tensor,
    rerun: shown.rerun,
    weight: fetched.weight,
    pixels: fetched.pixels,
    addOwn: (blob, title) => chosen.add(blob, title).then(changed),
    run: shown.run,
    stopLoading: () => engine.stop(),
    goOn: () => engine.goOn(),
    follow: shown.follow,
    yield: shown.leave,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      shown.destroy();
      stops.forEach((stop) => stop());
      chosen.destroy();
    },
  };
}
