/**
 * `window.elvit`: the page's documented face for consoles, embedding pages and tests.
 *
 * @example
 *   await elvit.ready;
 *   const run = await elvit.run("dog");
 *   run.top;
 *   const pattern = await run.tensor("blocks.0.attn.hook_pattern");
 *
 *   // Runs are repeated with edits: what does not depend on them is not computed again.
 *   pattern.data.fill(1 / pattern.shape[2]);
 *   const even = await run.rerun({ feed: { "blocks.0.attn.hook_pattern": pattern } });
 *   const cut = await even.rerun({ remove: [0, 1, 2], cut: [{ query: 0, key: 30, block: 5 }] });
 *   await cut.tensor("blocks.11.attn.hook_pattern");
 *   const heads = new Float32Array(12).fill(1).fill(0, 3, 4);
 *   await run.rerun({ edits: [{ hook: "blocks.5.attn.hook_z", kind: "scale", values: heads, shape: [12, 1] }] });
 *
 *   // The last run is held; one that is to outlive the next is held until it is released.
 *   const held = await elvit.run("dog", { hold: true });
 *   await elvit.run("cat");
 *   await held.tensor("logits");
 *   held.release();
 *
 *   // The same of the last run, and a weight of the model.
 *   await elvit.tensor("logits");
 *   await elvit.rerun({ remove: [0] });
 *   await elvit.weight("blocks.0.mlp.W_in", { axis: "d_mlp", index: 7 });
 */

import type { Manifest } from "../data/manifest.ts";
import type { Engine, Memory, Slice, TensorValue } from "../engine/engine.ts";
import { checkKeys } from "../engine/names.ts";
import { findModel } from "../engine/request.ts";
import { checkChange } from "./change.ts";
import { type Picture, type RerunOptions, type RunOptions, toEdits, toRepeat, toSource } from "./options.ts";
import { lent, type ScriptRun } from "./run.ts";

export interface WeightOptions extends Partial<Slice> {
  /** Id of the model; the one on screen otherwise. */
  readonly model?: string;
}

export interface Api<State> {
  /** Resolves once the page has drawn for the first time. */
  readonly ready: Promise<void>;
  readonly version: string;
  readonly manifest: Manifest;
  /** Names of all tensors of a model, in forward order. */
  hooks(model?: string): readonly string[];
  /** Runs a model; its tensors stay until the next run, with `hold` until they are released. */
  run(picture: Picture, options?: RunOptions): Promise<ScriptRun>;
  /** The last run, be it the page's own; null before there is one, and while the next is loading its model. */
  readonly last: ScriptRun | null;
  /** The last run once more with edits; `tensor` goes on to give that run's own tensors. */
  rerun(options?: RerunOptions): Promise<ScriptRun>;
  /** A tensor of the last run. */
  tensor(name: string): Promise<TensorValue>;
  /** Names of all weights of a model. */
  weights(model?: string): readonly string[];
  /**
   * A weight of a model that is loaded or on its way; no run is needed. Its axes stand as in memory, so that
   * "blocks.0.attn.W_Q" is [d_model, head, d_head]. With `axis` and `index` only that slice is copied.
   */
  weight(name: string, options?: WeightOptions): Promise<TensorValue>;
  /** What the model takes: tensors alive in the worker, and bytes of its WebAssembly heap. */
  memory(): Promise<Memory>;
  /** What the address bar holds, as an object. */
  state(): State;
  /** Changes part of it. */
  go(state: Partial<State>): void;
}

/** What the page lends to the interface. */
export interface Page<State> {
  readonly ready: Promise<void>;
  state(): State;
  go(state: Partial<State>): void;
  /** Id of the model on screen. */
  model?(): string;
}

/** Puts `window.elvit` in place, frozen. Options with a key that nobody knows are refused. */
export function installApi<State>(manifest: Manifest, engine: Engine, page: Page<State>): Api<State> {
  const entryOf = (id?: string) => findModel(manifest, id ?? page.model?.() ?? manifest.models[0]?.id ?? "");
  const api: Api<State> = Object.freeze({
    ready: page.ready,
    version: manifest.version,
    manifest,
    hooks: (model?: string) => entryOf(model).hooks.map(({ name }) => name),
    run: async (picture: Picture, options: RunOptions = {}) => {
      await page.ready; // or the page's own first run would take the place of this one
      const entry = entryOf(options.model);
      const edits = toEdits(options, "elvit.run");
      return lent(entry, await engine.run(entry.id, await toSource(picture), { edits, hold: options.hold ?? false }));
    },
    get last() {
      return engine.last && lent(entryOf(engine.last.model), engine.last);
    },
    rerun: async (options: RerunOptions = {}) => {
      await page.ready;
      const entry = entryOf(engine.last?.model);
      return lent(entry, await engine.rerun(toRepeat(entry, options, "elvit.rerun")));
    },
    tensor: (name: string) => engine.tensor(name),
    weights: (model?: string) => Object.keys(entryOf(model).params),
    weight: async (name: string, options: WeightOptions = {}) => {
      checkKeys("elvit.weight", options, ["model", "axis", "index"]);
      await page.ready; // until then no model is on its way
      const { model, axis, index = 0 } = options;
      return engine.weight(entryOf(model).id, name, axis === undefined ? undefined : { axis, index });
    },
    memory: () => engine.memory(),
    state: () => page.state(),
    go: (state: Partial<State>) => {
      checkChange("elvit.go", state);
      page.go(state);
    },
  });
  Object.defineProperty(globalThis, "elvit", { value: api, enumerable: true, configurable: true });
  return api;
}
