/**
 * A graph with rows of small operations replaced by one of ours each. The nodes that others can see keep their names.
 *
 * The graph that is shipped stays one that any TensorFlow.js runs; this is done to it in the page.
 */
import type { OperationName } from "./operations.ts";

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, unknown>>;
}

/** A node of a pattern: an operation and what it reads; a string captures whatever stands there under that name. */
type Pattern = readonly [op: string, ...inputs: (Pattern | string)[]];

interface Rule {
  /** Nodes of this name only: what the hook stands for says what the axes are. */
  readonly name: RegExp;
  readonly pattern: Pattern;
  readonly op: OperationName;
  /** Captured names, in the order of the operation's inputs. */
  readonly inputs: readonly string[];
}

const CENTRED: Pattern = ["Sub", "x", ["Mean", "x", "axis"]];

const RULES: readonly Rule[] = [
  {
    name: /\.hook_scale$/,
    pattern: ["Sqrt", ["AddV2", ["Mean", ["Square", CENTRED], "axis"], "epsilon"]],
    op: "ElvitScale",
    inputs: ["x", "epsilon"],
  },
  {
    name: /\.hook_normalized$/,
    pattern: ["AddV2", ["Mul", ["RealDiv", CENTRED, "scale"], "gain"], "bias"],
    op: "ElvitNormalize",
    inputs: ["x", "scale", "gain", "bias"],
  },
  {
    name: /\.hook_attn_scores$/,
    pattern: [
      "Mul",
      ["BatchMatMulV2", ["Transpose", "q", "turn"], ["Transpose", ["Transpose", "k", "turn"], "over"]],
      "factor",
    ],
    op: "ElvitScores",
    inputs: ["q", "k", "factor"],
  },
  {
    name: /\.hook_z$/,
    pattern: ["Transpose", ["BatchMatMulV2", "pattern", ["Transpose", "v", "turn"]], "turn"],
    op: "ElvitMix",
    inputs: ["pattern", "v"],
  },
];

/** The graph's nodes, fused. */
export function fused(nodes: readonly GraphNode[]): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return nodes.map((node) => gelu(node, byName) ?? byRule(node, byName) ?? node);
}

function byRule(node: GraphNode, byName: ReadonlyMap<string, GraphNode>): GraphNode | null {
  for (const { name, pattern, op, inputs } of RULES) {
    const found = new Map<string, string>();
    if (!name.test(node.name) || !matches(node.name, pattern, byName, found)) continue;
    if (op === "ElvitScores" && !isHeads(found.get("q")!, found.get("k")!)) continue;
    return { name: node.name, op, input: inputs.map((input) => found.get(input)!) };
  }
  return null;
}

const isHeads = (q: string, k: string): boolean => q.endsWith(".hook_q") && k.endsWith(".hook_k");

function matches(
  name: string,
  pattern: Pattern | string,
  byName: ReadonlyMap<string, GraphNode>,
  found: Map<string, string>,
): boolean {
  if (typeof pattern === "string") {
    const before = found.get(pattern);
    found.set(pattern, name);
    return before === undefined || before === name;
  }
  const [op, ...inputs] = pattern;
  const node = byName.get(name);
  if (node?.op !== op || node.input?.length !== inputs.length) return false;
  return inputs.every((input, i) => matches(node.input![i]!, input, byName, found));
}

/** The exact GELU as the exporter writes it: a long polynomial, told by the names of its parts. */
function gelu(node: GraphNode, byName: ReadonlyMap<string, GraphNode>): GraphNode | null {
  const part = (suffix: string) => byName.get(`${node.name}/${suffix}`);
  const [x, gate] = node.input ?? [];
  const isGelu =
    node.op === "Mul" &&
    gate === `${node.name}/gate` &&
    part("gate")?.op === "Sigmoid" &&
    part("square")?.input?.[0] === x &&
    part("inner_12")?.input?.[1] === x &&
    !part("cubic") &&
    !part("inner_13");
  return isGelu ? { name: node.name, op: "ElvitGelu", input: [x!] } : null;
}
