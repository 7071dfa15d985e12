/** What is open of TensorFlow.js' wasm backend in fact, though not in its types. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { backend_util, TensorInfo } from "@tensorflow/tfjs-core";

import type { Heap } from "./kernel.ts";

export type DataId = TensorInfo["dataId"];

export interface OpenBackend {
  readonly wasm: Heap;
  readonly dataIdMap: { get(id: DataId): { readonly memoryOffset: number } };
  makeOutput: BackendWasm["makeOutput"];
  readSync(id: DataId, start?: number, end?: number): backend_util.BackendValues;
}

/** Where a tensor's numbers begin, in bytes. */
export const addressOf = (backend: OpenBackend, { dataId }: TensorInfo): number =>
  backend.dataIdMap.get(dataId).memoryOffset;
