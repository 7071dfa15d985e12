/** One model in the worker's memory: its graph, its weights, and the tensors of its last run. */

import { GraphModel } from "@tensorflow/tfjs-converter";
import { type io, type NamedTensorMap, type Tensor, tensor } from "@tensorflow/tfjs-core";
import { EngineError } from "../errors.ts";
import type { Masks } from "./engine.ts";
import { fused, type GraphNode } from "./fast/fusion.ts";
import { rightSidesOnly } from "./fast/packing.ts";
import type { Products } from "./fast/products.ts";
import { checkKernels } from "./kernel-log.ts";
import type { Keep, Node, Part, TrialReply } from "./protocol.ts";
import { read } from "./read.ts";
import { rerun } from "./rerun.ts";

const IMAGE = "pixel_values";
const RESULTS = ["logits", "probabilities"];

type Values = Float32Array<ArrayBuffer>;

export interface Outcome {
  readonly logits: Values;
  readonly probabilities: Values;
  /** Time of the forward pass alone. */
  readonly milliseconds: number;
}

export class Model {
  readonly #graph: GraphModel<io.IOHandler>;
  readonly #nodes: ReadonlyMap<string, Node>;
  /** Tensors that belong to the graph, not to a run. */
  readonly #weights: ReadonlySet<Tensor>;
  #last: ReadonlyMap<string, Tensor> = new Map();
  /** Hooks that were fed to the last run. */
  #fed: readonly string[] = [];

  private constructor(graph: GraphModel<io.IOHandler>, nodes: readonly Node[]) {
    this.#graph = graph;
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
    this.#weights = new Set(Object.values(graph.weights).flat());
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
   * Runs the graph and keeps tensors until the next run.
   *
   * @param image normalised, [3, height, width].
   * @param feed hook name -> values that take its place.
   * @param keep which hooks' tensors can be read afterwards.
   */
  async run(image: Float32Array, feed: Readonly<Record<string, Float32Array>>, keep: Keep = "all"): Promise<Outcome> {
    this.#forget();
    const inputs: NamedTensorMap = { [IMAGE]: tensor(image, this.#imageShape()) };
    for (const [name, values] of Object.entries(feed)) inputs[name] = tensor(values, this.#shape(name));
    const names = keep === "all" ? [...this.#nodes.keys()] : RESULTS;
    try {
      const start = performance.now();
      const outputs = this.#graph.execute(inputs, names) as Tensor[];
      this.#last = new Map(names.map((name, i) => [name, outputs[i]!]));
      this.#fed = Object.keys(feed);
      const logits = await this.tensor("logits");
      const milliseconds = performance.now() - start;
      checkKernels();
      return { logits, probabilities: await this.tensor("probabilities"), milliseconds };
    } finally {
      const kept = new Set(this.#last.values());
      for (const input of Object.values(inputs)) if (!kept.has(input)) input.dispose();
    }
  }

  /**
   * The last run once more with attention restricted; the tensors of the last run stay.
   *
   * @param keep hooks whose values are wanted.
   */
  async rerun(
    masks: Masks,
    keep: readonly string[],
  ): Promise<Outcome & { readonly tensors: Readonly<Record<string, Values>> }> {
    if (this.#last.size < this.#nodes.size)
      throw new EngineError("There is no run that has kept its tensors.", "Run the model first.");
    const left = { graph: this.#graph, tensors: this.#last, fed: this.#fed };
    const start = performance.now();
    const values = await rerun(left, masks, [...new Set(["logits", "probabilities", ...keep])]);
    const milliseconds = performance.now() - start;
    checkKernels();
    const tensors = Object.fromEntries(keep.map((name) => [name, values.get(name)!.slice()]));
    return { logits: values.get("logits")!, probabilities: values.get("probabilities")!, milliseconds, tensors };
  }

  /**
   * Runs the graph for its time and some hooks' values; the last run's tensors stay as they are.
   *
   * @param image normalised, [3, height, width].
   */
  async trial(image: Float32Array, hooks: readonly string[]): Promise<TrialReply> {
    const input = tensor(image, this.#imageShape());
    const start = performance.now();
    const [logits, ...others] = [this.#graph.execute({ [IMAGE]: input }, ["logits", ...hooks])].flat();
    await logits!.data();
    const milliseconds = performance.now() - start;
    checkKernels();
    const values = await Promise.all(others.map(read));
    for (const one of new Set([input, logits!, ...others])) if (!this.#weights.has(one)) one.dispose();
    return { milliseconds, values: Object.fromEntries(hooks.map((name, i) => [name, values[i]!])) };
  }

  /** A copy of the values of one hook in the last run. */
  async tensor(name: string): Promise<Float32Array<ArrayBuffer>> {
    const found = this.#last.get(name);
    if (!found) throw new EngineError(`There is no tensor "${name}" yet.`, "Run the model first.");
    return read(found);
  }

  /** A copy of one weight, or of the part of it. */
  async weight(name: string, part: Part | null): Promise<Float32Array<ArrayBuffer>> {
    const found = this.#graph.weights[name]?.[0];
    if (!found) throw new EngineError(`The model has no weight "${name}".`, "Build the site again.");
    // Read as a whole: what lies packed for the products cannot be cut where it is.
    const all = await read(found);
    return part ? cut(all, part) : all;
  }

  dispose(): void {
    this.#forget();
    this.#graph.dispose();
  }

  #forget(): void {
    for (const value of new Set(this.#last.values())) if (!this.#weights.has(value)) value.dispose();
    this.#last = new Map();
  }

  #shape(name: string): number[] {
    return [1, ...this.#nodes.get(name)!.shape];
  }

  #imageShape(): number[] {
    return this.#graph.inputs.find(({ name }) => name === IMAGE)!.shape!;
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
