/** Operations of our own for the wasm backend, each in place of a row of TensorFlow.js' small ones; see fusion.ts. */
import { registerOp } from "@tensorflow/tfjs-converter";
import {
  engine,
  type NamedTensorInfoMap,
  registerKernel,
  type Tensor,
  type TensorInfo,
  unregisterKernel,
  util,
} from "@tensorflow/tfjs-core";

import { addressOf, type OpenBackend } from "./backend.ts";
import type { Kernel, Matrix } from "./kernel.ts";

const FLOAT = 4;

/** Names of the operations in a graph, and of their inputs. */
export const OPERATIONS = {
  ElvitGelu: ["x"],
  ElvitScale: ["x", "epsilon"],
  ElvitNormalize: ["x", "scale", "gain", "bias"],
  ElvitScores: ["q", "k", "factor"],
  ElvitMix: ["pattern", "v"],
} as const satisfies Record<string, readonly string[]>;

export type OperationName = keyof typeof OPERATIONS;

type Work = (inputs: NamedTensorInfoMap) => TensorInfo;

/** From now on the backend knows them, and does the softmax of last axes our way. */
// Long because each operation is a few lines on what all of them share: the heap, and where tensors lie in it.
export function registerOperations(backend: OpenBackend, kernel: Kernel): void {
  const at = (tensor: TensorInfo | undefined): number => addressOf(backend, tensor!);
  const made = (shape: readonly number[]): TensorInfo => backend.makeOutput([...shape], "float32");
  const number = (tensor: TensorInfo | undefined): number => backend.readSync(tensor!.dataId)[0] as number;

  const work: Record<OperationName, Work> = {
    ElvitGelu({ x }) {
      const out = made(x!.shape);
      kernel.rows.gelu(at(x), util.sizeFromShape(x!.shape), at(out));
      return out;
    },
    ElvitScale({ x, epsilon }) {
      const [rows, columns] = planeOf(x!);
      const out = made([...x!.shape.slice(0, -1), 1]);
      kernel.rows.scaleOf(at(x), rows, columns, number(epsilon), at(out));
      return out;
    },
    ElvitNormalize({ x, scale, gain, bias }) {
      const [rows, columns] = planeOf(x!);
      const out = made(x!.shape);
      kernel.rows.normalize(at(x), at(scale), at(gain), at(bias), rows, columns, at(out));
      return out;
    },
    // Heads lie side by side in q, k and v: their rows are as far apart as all heads are wide.
    ElvitScores({ q, k, factor }) {
      const [batch, pos, heads, width] = q!.shape as [number, number, number, number];
      const out = made([batch, heads, pos, pos]);
      for (let head = 0; head < heads; head++) {
        const own = head * width * FLOAT;
        const left: Matrix = { address: at(q) + own, rows: pos, columns: width, down: heads * width, across: 1 };
        const right: Matrix = { address: at(k) + own, rows: width, columns: pos, down: 1, across: heads * width };
        const to = at(out) + head * pos * pos * FLOAT;
        kernel.multiply(left, kernel.packed(right), pos, { address: to, down: pos, factor: number(factor) });
      }
      return out;
    },
    ElvitMix({ pattern, v }) {
      const [batch, pos, heads, width] = v!.shape as [number, number, number, number];
      const out = made([batch, pos, heads, width]);
      for (let head = 0; head < heads; head++) {
        const own = head * width * FLOAT;
        const weights = at(pattern) + head * pos * pos * FLOAT;
        const left: Matrix = { address: weights, rows: pos, columns: pos, down: pos, across: 1 };
        const right: Matrix = { address: at(v) + own, rows: pos, columns: width, down: heads * width, across: 1 };
        kernel.multiply(left, kernel.packed(right), width, { address: at(out) + own, down: heads * width });
      }
      return out;
    },
  };

  for (const [name, inputs] of Object.entries(OPERATIONS)) {
    const kernelFunc = ({ inputs: given }: { inputs: NamedTensorInfoMap }) => work[name as OperationName](given);
    registerKernel({ kernelName: name, backendName: "wasm", kernelFunc });
    registerOp(name, (node) => {
      const given = Object.fromEntries(inputs.map((input, i) => [input, node.inputs[i]!]));
      return engine().runKernel<Tensor>(name, given);
    });
  }

  unregisterKernel("Softmax", "wasm");
  registerKernel({
    kernelName: "Softmax",
    backendName: "wasm",
    kernelFunc({ inputs: { logits } }) {
      const out = made(logits!.shape);
      kernel.rows.softmax(at(logits), ...planeOf(logits!), at(out));
      return out;
    },
  });
}

/** All axes but the last are rows. */
function planeOf({ shape }: TensorInfo): [rows: number, columns: number] {
  const columns = shape[shape.length - 1] ?? 1;
  return [util.sizeFromShape(shape) / Math.max(1, columns), columns];
}
