/** A run as scripts have it: the engine's, with edits in the forms that one writes by hand. */
import type { ModelEntry } from "../data/manifest.ts";
import type { HookEdit, Run, RunResult, TensorValue } from "../engine/engine.ts";
import { type RerunOptions, toRepeat } from "./options.ts";

export interface ScriptRun extends RunResult {
  /** Id of the sample; null for any other picture. */
  readonly picture: string | null;
  /** All that is changed in it, hook by hook. */
  readonly edits: readonly HookEdit[];
  /** By hook: those that were asked for with `keep`. */
  readonly tensors: Readonly<Record<string, TensorValue>>;
  /** Whether the other is of the same model, the same picture as the model saw it, and the same edits. */
  isSame(other: ScriptRun): boolean;
  /** A tensor of this run, for as long as it, or the run that it repeats, is held. */
  tensor(name: string): Promise<TensorValue>;
  /** The same once more with edits beside its own. */
  rerun(options?: RerunOptions): Promise<ScriptRun>;
  /** Keeps its tensors until `release`. */
  hold(): Promise<void>;
  /** This run is of no use any more; what it alone held is let go. */
  release(): void;
}

export const lent = (entry: ModelEntry, run: Run): ScriptRun => new LentRun(entry, run);

/** What came out are properties of its own, so that it can be sent elsewhere as any object of data. */
class LentRun implements ScriptRun {
  readonly model: string;
  readonly logits: Float32Array;
  readonly probabilities: Float32Array;
  readonly top: RunResult["top"];
  readonly milliseconds: number;
  readonly backend: RunResult["backend"];
  readonly input: RunResult["input"];
  readonly tensors: Run["tensors"];
  readonly #entry: ModelEntry;
  readonly #run: Run;

  constructor(entry: ModelEntry, run: Run) {
    this.model = run.model;
    this.logits = run.logits;
    this.probabilities = run.probabilities;
    this.top = run.top;
    this.milliseconds = run.milliseconds;
    this.backend = run.backend;
    this.input = run.input;
    this.tensors = run.tensors;
    this.#entry = entry;
    this.#run = run;
  }

  get picture(): string | null {
    return this.#run.picture;
  }

  get edits(): readonly HookEdit[] {
    return this.#run.edits;
  }

  isSame(other: ScriptRun): boolean {
    return other instanceof LentRun && this.#run.isSame(other.#run);
  }

  tensor(name: string): Promise<TensorValue> {
    return this.#run.tensor(name);
  }

  async rerun(options: RerunOptions = {}): Promise<ScriptRun> {
    return lent(this.#entry, await this.#run.rerun(toRepeat(this.#entry, options, "run.rerun")));
  }

  hold(): Promise<void> {
    return this.#run.hold();
  }

  release(): void {
    this.#run.release();
  }
}
