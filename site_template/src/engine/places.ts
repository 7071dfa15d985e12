/** Where the bytes of a weight go: at once into the heap of the wasm backend, elsewhere into an array of its tensor. */
import { backend, engine, getBackend, io, type Tensor, type TypedArray, tensor, util } from "@tensorflow/tfjs-core";

import { addressOf, type OpenBackend } from "./fast/backend.ts";

export interface Place {
  readonly name: string;
  readonly bytes: number;
  /** @param at from the start of the weight, in bytes. */
  write(part: Uint8Array, at: number): void;
  /** Once all has been written. */
  tensor(): Tensor;
}

type Spec = io.WeightsManifestEntry;

/** Bytes of a number as it is stored. */
const WIDTHS: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, float16: 2, uint16: 2, uint8: 1 };
const ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

export function placeOf(spec: Spec): Place {
  return getBackend() === "wasm" && !spec.quantization ? heapPlace(spec) : arrayPlace(spec);
}

const bytesOf = ({ shape, dtype, quantization }: Spec): number =>
  util.sizeFromShape(shape) * WIDTHS[quantization?.dtype ?? dtype]!;

function heapPlace(spec: Spec): Place {
  const open = backend() as unknown as OpenBackend;
  const info = open.makeOutput(spec.shape, spec.dtype as "float32");
  return {
    name: spec.name,
    bytes: bytesOf(spec),
    // The heap is another array each time it has grown.
    write: (part, at) => open.wasm.HEAPU8.set(part, addressOf(open, info) + at),
    tensor: () => engine().makeTensorFromTensorInfo(info),
  };
}

function arrayPlace(spec: Spec): Place {
  const bytes = new Uint8Array(bytesOf(spec));
  return {
    name: spec.name,
    bytes: bytes.length,
    write: (part, at) => bytes.set(part, at),
    tensor: () => toTensor(spec, bytes.buffer),
  };
}

function toTensor(spec: Spec, buffer: ArrayBuffer): Tensor {
  if (spec.quantization) return io.decodeWeights(buffer, [spec])[spec.name]!;
  const values: TypedArray = new ARRAYS[spec.dtype as keyof typeof ARRAYS](buffer);
  return tensor(values, spec.shape, spec.dtype);
}
