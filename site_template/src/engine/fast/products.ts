/**
 * TensorFlow.js' matrix products on the wasm backend, served by our kernel.
 *
 * The stock kernels hand one product of a batch without transposes to XNNPACK, compute all others one number at a
 * time, and drop the bias of a batch. What ours does not serve goes to them as before.
 */
import {
  type _FusedMatMulAttrs,
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
  util,
} from "@tensorflow/tfjs-core";

import { addressOf, type DataId, type OpenBackend } from "./backend.ts";
import type { Kernel, Matrix } from "./kernel.ts";

interface Inputs {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

/** Below so many rows packing the right side costs more than it gains. */
const FEW_ROWS = 4;

export class Products {
  /** Right sides that lie packed in their own memory. */
  readonly #packed = new WeakMap<DataId, readonly [k: number, n: number]>();

  constructor(
    private readonly backend: OpenBackend,
    private readonly kernel: Kernel,
  ) {
    const read = backend.readSync.bind(backend);
    backend.readSync = (id, start, end) => this.#read(id, start, end) ?? read(id, start, end);
    for (const name of ["BatchMatMul", "_FusedMatMul"]) this.#takeOver(name);
  }

  /** Packs a matrix [k, n] that nothing but products reads, where it lies; false where it has to stay as it is. */
  pack(matrix: TensorInfo): boolean {
    const [k, n] = matrix.shape as [number, number];
    if (matrix.shape.length !== 2 || matrix.dtype !== "float32" || !this.kernel.packsInPlace(n) || k < 1) return false;
    if (this.#packed.has(matrix.dataId)) return true;
    this.kernel.packInPlace(this.#address(matrix), k, n);
    this.#packed.set(matrix.dataId, [k, n]);
    return true;
  }

  #takeOver(kernelName: string): void {
    const stock = getKernel(kernelName, "wasm");
    if (!stock) return;
    unregisterKernel(kernelName, "wasm");
    const kernelFunc: KernelFunc = (call) => {
      const inputs = call.inputs as unknown as Inputs;
      const attrs = call.attrs as unknown as _FusedMatMulAttrs;
      if (this.#serves(inputs, attrs)) return this.#multiply(inputs, attrs);
      for (const side of [inputs.a, inputs.b]) this.#restore(side);
      return stock.kernelFunc(call);
    };
    registerKernel({ kernelName, backendName: "wasm", kernelFunc });
  }

  #serves(
    { a, b, bias, preluActivationWeights }: Inputs,
    { transposeA, transposeB, activation }: _FusedMatMulAttrs,
  ): boolean {
    if (a.dtype !== "float32" || b.dtype !== "float32" || preluActivationWeights) return false;
    if (activation !== undefined && activation !== null && activation !== "linear") return false;
    if (util.sizeFromShape(a.shape) === 0 || util.sizeFromShape(b.shape) === 0) return false;
    const [many, other] = [batchOf(a), batchOf(b)];
    const isSame = util.arraysEqual(a.shape.slice(0, -2), b.shape.slice(0, -2));
    if (!isSame && many !== 1 && other !== 1) return false;
    const [rows, columns] = sizes(a, b, transposeA, transposeB);
    if (bias && util.sizeFromShape(bias.shape) !== columns) return false;
    // The stock kernel is as good at one row, and right as long as there is one product.
    return rows * many >= FEW_ROWS || this.#packed.has(b.dataId) || many > 1 || other > 1;
  }

  #multiply({ a, b, bias }: Inputs, { transposeA, transposeB }: _FusedMatMulAttrs): TensorInfo {
    const [m, n, k] = sizes(a, b, transposeA, transposeB);
    const [many, other] = [batchOf(a), batchOf(b)];
    const batch = many >= other ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
    const leading = many === other && a.shape.length >= b.shape.length ? a.shape.slice(0, -2) : batch;
    const out = this.backend.makeOutput([...leading, m, n], "float32");
    const [from, to, added] = [this.#rowsOf(a), this.#address(out), bias ? this.#address(bias) : 0];
    const left = (i: number): Matrix => oriented(from + (many === 1 ? 0 : i) * m * k * 4, m, k, transposeA);
    // One right side for the whole batch: its rows are rows of one long left side.
    if (other === 1 && !transposeA) {
      const all: Matrix = { address: from, rows: many * m, columns: k, down: k, across: 1 };
      this.kernel.multiply(all, this.#right(b, k, n, transposeB, 0), n, { address: to, down: n, bias: added });
      return out;
    }
    for (let i = 0; i < Math.max(many, other); i++) {
      const packed = this.#right(b, k, n, transposeB, other === 1 ? 0 : i);
      this.kernel.multiply(left(i), packed, n, { address: to + i * m * n * 4, down: n, bias: added });
    }
    return out;
  }

  /** The packed right side of one product of the batch. */
  #right(b: TensorInfo, k: number, n: number, isTransposed: boolean, index: number): number {
    if (this.#packed.has(b.dataId) && !isTransposed) return this.#address(b);
    this.#restore(b);
    return this.kernel.packed(oriented(this.#address(b) + index * k * n * 4, k, n, isTransposed));
  }

  #rowsOf(side: TensorInfo): number {
    this.#restore(side);
    return this.#address(side);
  }

  /** Puts a packed matrix back into rows: somebody wants it otherwise than as a right side. */
  #restore({ dataId }: TensorInfo): void {
    const sizes = this.#packed.get(dataId);
    if (!sizes) return;
    const [k, n] = sizes;
    const address = this.backend.dataIdMap.get(dataId).memoryOffset;
    const rows = this.kernel.unpacked(address, k, n);
    this.backend.wasm.HEAPU8.copyWithin(address, rows, rows + k * n * 4);
    this.#packed.delete(dataId);
  }

  #read(id: DataId, start = 0, end?: number): Float32Array | null {
    const sizes = this.#packed.get(id);
    if (!sizes) return null;
    const [k, n] = sizes;
    const rows = this.kernel.unpacked(this.backend.dataIdMap.get(id).memoryOffset, k, n);
    return new Float32Array(this.backend.wasm.HEAPU8.buffer, rows, k * n).slice(start, end);
  }

  #address(tensor: TensorInfo): number {
    return addressOf(this.backend, tensor);
  }
}

const batchOf = ({ shape }: TensorInfo): number => util.sizeFromShape(shape.slice(0, -2));

/** Rows, columns, and the length of the sums. */
function sizes(
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
): [m: number, n: number, k: number] {
  const [rows, columns] = a.shape.slice(-2) as [number, number];
  const [, right] = b.shape.slice(-2) as [number, number];
  const n = transposeB ? b.shape[b.shape.length - 2]! : right;
  return transposeA ? [columns, n, rows] : [rows, n, columns];
}

/** A matrix [rows, columns], which lies in memory so or the other way round. */
const oriented = (address: number, rows: number, columns: number, isTransposed: boolean): Matrix =>
  isTransposed
    ? { address, rows, columns, down: 1, across: rows }
    : { address, rows, columns, down: columns, across: 1 };
