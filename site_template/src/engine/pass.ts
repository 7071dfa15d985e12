/** The forward pass with edits, as far as it is not known: from values that are there to those that are wanted. */
import type { GraphModel } from "@tensorflow/tfjs-converter";
import type { io, NamedTensorMap, Tensor } from "@tensorflow/tfjs-core";

import { EditTensors } from "./applied.ts";
import { chainsOf, isWhole } from "./edits.ts";
import type { HookEdit } from "./engine.ts";
import { IMAGE, type Plan, planOf, type Step } from "./frontier.ts";
import type { Pool } from "./pool.ts";
import type { Node } from "./protocol.ts";

export interface Ground {
  readonly graph: GraphModel<io.IOHandler>;
  /** By hook, in forward order. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly pool: Pool;
}

/** What a pass begins from. */
export type From =
  /** Named as the graph's input is. */
  | { readonly image: Tensor; readonly input: string }
  /** A run that is there. */
  | { readonly tensors: ReadonlyMap<string, Tensor>; readonly edits: readonly HookEdit[] };

/** Ways through the graph that TensorFlow.js remembers; each takes some ten kilobytes. */
const MOST_WAYS = 64;

export class Pass {
  readonly #ground: Ground;
  readonly #from: From;
  readonly #wanted: ReadonlySet<string>;
  readonly #take: (name: string, tensor: Tensor) => void;
  /** What takes effect beside what the run that is there had edited, and both together. */
  readonly #fresh: ReadonlyMap<string, readonly HookEdit[]>;
  readonly #all: ReadonlyMap<string, readonly HookEdit[]>;
  readonly #plan: Plan;
  readonly #edits: EditTensors;
  /** Values that this pass has made, and has a use for. */
  readonly #made = new Map<string, Tensor>();

  /**
   * @param edits beside those of the run that is there.
   * @param take is given each hook that is wanted, while its tensor lives.
   */
  constructor(
    ground: Ground,
    from: From,
    edits: readonly HookEdit[],
    wanted: readonly string[],
    take: (name: string, tensor: Tensor) => void,
  ) {
    [this.#ground, this.#from, this.#wanted, this.#take] = [ground, from, new Set(wanted), take];
    this.#fresh = chainsOf(edits);
    this.#all = chainsOf("edits" in from ? [...from.edits, ...edits] : edits);
    this.#edits = new EditTensors(ground.pool);
    const names = [...this.#all.keys()];
    this.#plan = planOf({
      hooks: [...ground.nodes.values()],
      given: new Set(names.filter((name) => this.#isGiven(name))),
      edited: new Set(names.filter((name) => !this.#isGiven(name))),
      fresh: "edits" in from ? new Set(this.#fresh.keys()) : null,
      wanted,
    });
  }

  run(): void {
    try {
      this.#start();
      for (const step of this.#plan.steps) this.#step(step);
    } finally {
      for (const name of [...this.#made.keys()]) this.#drop(name);
      this.#edits.dispose();
    }
  }

  /** What needs no graph. */
  #start(): void {
    const read = new Set([...this.#wanted, ...this.#plan.steps.flatMap(({ reads }) => reads)]);
    const given = [...this.#fresh.keys()].filter((name) => this.#isGiven(name) && read.has(name));
    for (const name of [...given, ...this.#plan.patched]) {
      const edits = this.#fresh.get(name)!;
      const own = isWhole(edits[0]!) ? null : this.#there(name);
      this.#put(name, this.#edits.apply(own, edits, this.#shape(name)));
    }
    const made = new Set([...this.#made.keys(), ...this.#plan.steps.flatMap(({ computes }) => computes)]);
    for (const name of this.#wanted) if (!made.has(name)) this.#take(name, this.#there(name));
  }

  #step({ reads, gives, frees }: Step): void {
    const { graph, pool } = this.#ground;
    const inputs: NamedTensorMap = Object.fromEntries(
      reads.map((name) =>
        name === IMAGE && "image" in this.#from ? [this.#from.input, this.#from.image] : [name, this.#value(name)],
      ),
    );
    forgetWays(graph);
    // One output alone does not come as a list.
    const outputs = [graph.execute(inputs, [...gives])].flat();
    gives.forEach((name, i) => {
      const edits = this.#all.get(name);
      const raw = outputs[i]!;
      if (!edits) return this.#put(name, raw);
      pool.hold(raw);
      this.#put(name, this.#edits.apply(raw, edits, this.#shape(name)));
      pool.drop(raw);
    });
    for (const name of frees) this.#drop(name);
  }

  #isGiven(name: string): boolean {
    return isWhole(this.#all.get(name)![0]!);
  }

  #put(name: string, value: Tensor): void {
    this.#ground.pool.hold(value);
    this.#made.set(name, value);
    if (this.#wanted.has(name)) this.#take(name, value);
  }

  #drop(name: string): void {
    const value = this.#made.get(name);
    if (value) this.#ground.pool.drop(value);
    this.#made.delete(name);
  }

  #value(name: string): Tensor {
    return this.#made.get(name) ?? this.#there(name);
  }

  #there(name: string): Tensor {
    return (this.#from as Extract<From, { edits: unknown }>).tensors.get(name)!;
  }

  #shape(name: string): readonly number[] {
    return this.#ground.nodes.get(name)!.shape;
  }
}

/** What is edited can differ in each run; without this, each way would be remembered for ever. */
function forgetWays(graph: GraphModel<io.IOHandler>): void {
  const { executor } = graph as unknown as { readonly executor: { readonly compiledMap: Map<string, unknown> } };
  if (executor.compiledMap.size >= MOST_WAYS) executor.compiledMap.clear();
}
