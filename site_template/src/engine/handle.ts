/** A run as a thing to hold: what it is of, what came out, and the way back to its tensors. */
import type { ModelEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { checkEdits } from "./check-edits.ts";
import { isSameEdit, isSameValues } from "./edits.ts";
import type { HookEdit, Repeat, Run, RunResult, TensorValue } from "./engine.ts";
import type { HeldRun, HeldRuns } from "./held.ts";
import type { Prepared } from "./protocol.ts";
import { findHook } from "./request.ts";
import { resultOf } from "./result.ts";
import * as words from "./words.ts";

/** What a run is of. */
export interface Subject {
  readonly entry: ModelEntry;
  /** Id of the sample; null for any other picture. */
  readonly picture: string | null;
  readonly input: Prepared;
  readonly edits: readonly HookEdit[];
}

/** Where a run's tensors are, or can be worked out: in a run that is held, with some edits of it. */
export interface Source {
  readonly held: HeldRun;
  readonly since: readonly HookEdit[];
}

export class Handle implements Run {
  readonly model: string;
  readonly logits: Float32Array;
  readonly probabilities: Float32Array;
  readonly top: RunResult["top"];
  readonly milliseconds: number;
  readonly backend: RunResult["backend"];
  readonly input: RunResult["input"];
  readonly tensors: Readonly<Record<string, TensorValue>>;
  readonly #subject: Subject;
  readonly #all: HeldRuns;
  #source: Source;
  /** Whether its tensors stay for the sake of this handle. */
  #isHolder: boolean;
  #holding: Promise<void> | null = null;
  #isReleased = false;

  constructor(
    subject: Subject,
    result: Omit<RunResult, "model">,
    all: HeldRuns,
    source: Source,
    isHolder: boolean,
    tensors: Run["tensors"] = {},
  ) {
    this.model = subject.entry.id;
    this.logits = result.logits;
    this.probabilities = result.probabilities;
    this.top = result.top;
    this.milliseconds = result.milliseconds;
    this.backend = result.backend;
    this.input = result.input;
    this.tensors = tensors;
    this.#subject = subject;
    this.#all = all;
    this.#source = source;
    this.#isHolder = isHolder;
  }

  get picture(): string | null {
    return this.#subject.picture;
  }

  get edits(): readonly HookEdit[] {
    return this.#subject.edits;
  }

  /** The same run for somebody who does not hold it. */
  lend(): Run {
    return new Handle(this.#subject, this, this.#all, this.#source, false, this.tensors);
  }

  isSame(other: Run): boolean {
    if (!(other instanceof Handle)) return false;
    const [one, two] = [this.#subject, other.#subject];
    return one.entry === two.entry && isSameInput(one.input, two.input) && isSameEdit(one.edits, two.edits);
  }

  async tensor(name: string): Promise<TensorValue> {
    this.#check();
    const { dims, shape } = findHook(this.#subject.entry, name);
    const { held, since } = this.#source;
    if (since.length > 0) {
      const { reply } = await held.ask("rerun", { edits: since, keep: [name], as: null });
      return { name, dims, shape, data: reply.tensors[name]! };
    }
    const { reply } = await held.ask("tensor", { name });
    return { name, dims, shape, data: reply };
  }

  async rerun({ edits, keep = [], hold = false }: Repeat): Promise<Run> {
    this.#check();
    const { entry } = this.#subject;
    checkEdits(entry, edits, this.edits);
    const hooks = keep.map((name) => findHook(entry, name));
    const { held } = this.#source;
    const since = [...this.#source.since, ...edits];
    const as = hold ? this.#all.next() : null;
    const { reply, place } = await held.ask("rerun", { edits: since, keep, as });
    const source: Source = as === null ? { held, since } : { held: this.#all.add({ ...place, run: as }), since: [] };
    const tensors = hooks.map(({ name, dims, shape }) => [name, { name, dims, shape, data: reply.tensors[name]! }]);
    const result = resultOf(entry, place.backend, reply, this.input);
    const subject = { ...this.#subject, edits: [...this.edits, ...edits] };
    return new Handle(subject, result, this.#all, source, hold, Object.fromEntries(tensors) as Run["tensors"]);
  }

  hold(): Promise<void> {
    this.#check();
    return (this.#holding ??= this.#hold().catch((error: unknown) => {
      this.#holding = null;
      throw error;
    }));
  }

  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    if (this.#isHolder) this.#source.held.drop();
  }

  async #hold(): Promise<void> {
    if (this.#isHolder) return;
    const { held, since } = this.#source;
    if (since.length === 0) await held.hold();
    else {
      const as = this.#all.next();
      const { place } = await held.ask("rerun", { edits: since, keep: [], as });
      this.#source = { held: this.#all.add({ ...place, run: as }), since: [] };
    }
    this.#isHolder = true;
    // Released while it was on its way.
    if (this.#isReleased) this.#source.held.drop();
  }

  #check(): void {
    if (this.#isReleased) throw new EngineError(...words.runReleased);
  }
}

function isSameInput(one: Prepared, other: Prepared): boolean {
  if (one.kind === "tensor") return other.kind === "tensor" && isSameValues(one.data, other.data);
  return other.kind === "prepared" && isSameValues(one.pixels.rgb, other.pixels.rgb);
}
