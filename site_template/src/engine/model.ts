/** One model in the worker's memory: its graph, its weights, and the tensors of its runs. */

import { GraphModel } from "@tensorflow/tfjs-converter";
import { type io, type NamedTensorMap, type Tensor, tensor } from "@tensorflow/tfjs-core";
import { EngineError } from "../errors.ts";
import type { HookEdit } from "./engine.ts";
import { fused, type GraphNode } from "./fast/fusion.ts";
import { rightSidesOnly } from "./fast/packing.ts";
import type { Products } from "./fast/products.ts";
import { checkKernels } from "./kernel-log.ts";
import { type Ground, Pass } from "./pass.ts";
import { Pool } from "./pool.ts";
import type { Node, Outcome, Part, RerunReply, RerunRequest, RunRequest, TrialReply } from "./protocol.ts";
import { read } from "./read.ts";
import * as words from "./words.ts";

const IMAGE = "pixel_values";
const RESULTS = ["logits", "probabilities"];

type Values = Float32Array<ArrayBuffer>;

/** What is there of a run. */
interface Held {
  /** By hook. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly edits: readonly HookEdit[];
}

export class Model {
  readonly #ground: Ground;
  /** Tensors that belong to the graph, not to a run. */
  readonly #weights: ReadonlySet<Tensor>;
  readonly #runs = new Map<number, Held>();

  private constructor(graph: GraphModel<io.IOHandler>, nodes: readonly Node[]) {
    this.#weights = new Set(Object.values(graph.weights).flat());
    this.#ground = { graph, nodes: new Map(nodes.map((node) => [node.name, node])), pool: new Pool(this.#weights) };
  }

  /**
   * @param json a standard TensorFlow.js model.json, UTF-8.
   * @param receive gives its weights by name, once they have come; called at once.
   * @param products that the graph's matrices are packed for.
   */
  static async load(
    json: ArrayBuffer,
    receive: (specs: readonly io.WeightsManifestEntry[]) => Promise<NamedTensorMap>,
    nodes: readonly Node[],
    products: Products | null,
  ): Promise<Model> {
    const { modelTopology, signature, weightsManifest } = JSON.parse(new TextDecoder().decode(json)) as io.ModelJSON;
    const weights = await receive(weightsManifest.flatMap((group) => group.weights));
    const graphNodes = (modelTopology as { readonly node: readonly GraphNode[] }).node;
    const topology = products ? { ...modelTopology, node: fused(graphNodes) } : modelTopology;
    const artifacts = { modelTopology: topology, ...(signature ? { signature } : {}) };
    const tensors = { decodeWeights: () => weights } as unknown as typeof io;
    const graph = new GraphModel<io.IOHandler>({ load: () => Promise.resolve(artifacts) }, {}, tensors);
    await graph.load();
    for (const name of products ? rightSidesOnly(graphNodes) : []) {
      const [matrix] = graph.weights[name] ?? [];
      if (matrix) products!.pack(matrix);
    }
    return new Model(graph, nodes);
  }

  /**
   * Runs the graph; its tensors can be read by the run's number until it is released.
   *
   * @param image normalised, [3, height, width].
   * @param replaced runs that are released first, so that there is room.
   */
  async run(
    run: number,
    image: Float32Array,
    { edits, keep = "all", replaced = [] }: Pick<RunRequest, "edits" | "keep" | "replaced">,
  ): Promise<Outcome> {
    this.release(replaced);
    const names = keep === "all" ? [...this.#ground.nodes.keys()] : RESULTS;
    const input = tensor(image, this.#imageShape());
    const start = performance.now();
    try {
      const tensors = this.#held(names, (take) => {
        new Pass(this.#ground, { image: input, input: IMAGE }, edits, names, take).run();
      });
      this.#runs.set(run, { tensors, edits });
      const logits = await this.tensor(run, "logits");
      const milliseconds = performance.now() - start;
      checkKernels();
      return { logits, probabilities: await this.tensor(run, "probabilities"), milliseconds };
    } finally {
      input.dispose();
    }
  }

  /**
   * A run once more with edits beside its own; its tensors stay as they are.
   *
   * @param keep hooks whose values are wanted.
   * @param as number under which all tensors of the new run can be read until it is released; null for none.
   */
  async rerun({ run, edits, keep, as }: RerunRequest): Promise<RerunReply> {
    const from = this.#run(run);
    if (from.tensors.size < this.#ground.nodes.size) throw new EngineError(...words.nothingKept);
    const start = performance.now();
    const asked = new Set([...RESULTS, ...keep]);
    const values = new Map<string, Promise<Values>>();
    const names = as === null ? [...asked] : [...this.#ground.nodes.keys()];
    // Begun at once, though a graphics card takes its time: what is read lives until it has been.
    const look = (name: string, found: Tensor) => asked.has(name) && values.set(name, read(found));
    const tensors = this.#held(as === null ? [] : names, (take) => {
      new Pass(this.#ground, from, edits, names, (name, found) => [look(name, found), take(name, found)]).run();
    });
    if (as !== null) this.#runs.set(as, { tensors, edits: [...from.edits, ...edits] });
    const all = new Map(await Promise.all([...values].map(async ([name, value]) => [name, await value] as const)));
    const milliseconds = performance.now() - start;
    checkKernels();
    const kept = Object.fromEntries(keep.map((name) => [name, all.get(name)!.slice()]));
    return { logits: all.get("logits")!, probabilities: all.get("probabilities")!, milliseconds, tensors: kept };
  }

  /** Runs that are not there are none that matter. */
  release(runs: readonly number[]): void {
    for (const run of runs) {
      for (const held of this.#runs.get(run)?.tensors.values() ?? []) this.#ground.pool.drop(held);
      this.#runs.delete(run);
    }
  }

  /**
   * Runs the graph for its time and some hooks' values; the last run's tensors stay as they are.
   *
   * @param image normalised, [3, height, width].
   */
  async trial(image: Float32Array, hooks: readonly string[]): Promise<TrialReply> {
    const input = tensor(image, this.#imageShape());
    const start = performance.now();
    const [logits, ...others] = [this.#ground.graph.execute({ [IMAGE]: input }, ["logits", ...hooks])].flat();
    await logits!.data();
    const milliseconds = performance.now() - start;
    checkKernels();
    const values = await Promise.all(others.map(read));
    for (const one of new Set([input, logits!, ...others])) if (!this.#weights.has(one)) one.dispose();
    return { milliseconds, values: Object.fromEntries(hooks.map((name, i) => [name, values[i]!])) };
  }

  /** A copy of the values of one hook in a run. */
  async tensor(run: number, name: string): Promise<Values> {
    const found = this.#run(run).tensors.get(name);
    if (!found) throw new EngineError(...words.noTensor(name));
    return read(found);
  }

  /** A copy of one weight, or of the part of it. */
  async weight(name: string, part: Part | null): Promise<Float32Array<ArrayBuffer>> {
    const found = this.#ground.graph.weights[name]?.[0];
    if (!found) throw new EngineError(...words.noWeight(name));
    // Read as a whole: what lies packed for the products cannot be cut where it is.
    const all = await read(found);
    return part ? cut(all, part) : all;
  }

  dispose(): void {
    this.release([...this.#runs.keys()]);
    this.#ground.graph.dispose();
  }

  #run(run: number): Held {
    const found = this.#runs.get(run);
    if (!found) throw new EngineError(...words.runGone);
    return found;
  }

  /** Tensors by name, held as they come. */
  #held(
    names: readonly string[],
    work: (take: (name: string, found: Tensor) => void) => void,
  ): ReadonlyMap<string, Tensor> {
    const wanted = new Set(names);
    const tensors = new Map<string, Tensor>();
    const take = (name: string, found: Tensor): void => {
      if (!wanted.has(name)) return;
      this.#ground.pool.hold(found);
      tensors.set(name, found);
    };
    try {
      work(take);
      return tensors;
    } catch (error) {
      for (const found of tensors.values()) this.#ground.pool.drop(found);
      throw error;
    }
  }

  #imageShape(): number[] {
    return this.#ground.graph.inputs.find(({ name }) => name === IMAGE)!.shape!;
  }
}

/** One index on the middle axis of [outer, axis, inner]. */
function cut(all: Float32Array, { shape: [outer, axis, inner], index }: Part): Float32Array<ArrayBuffer> {
  const values = new Float32Array(outer * inner);
  for (let i = 0; i < outer; i++) {
    const from = (i * axis + index) * inner;
    values.set(all.subarray(from, from + inner), i * inner);
  }
  return values;
}
