/** A tensor as a file: CSV as text that reads back to the same numbers, NPY as NumPy has it. */
import type { TensorValue } from "../engine/engine.ts";
import { csvParts } from "../maths/csv.ts";
import { npy } from "../maths/npy.ts";
import { nextTask } from "../page/task.ts";
import { save } from "./save.ts";

export type TensorFile = "csv" | "npy";

/** Saves all of a tensor and returns the file's name; a long text is written in pieces, so that the page can answer. */
export async function saveTensor({ name, dims, shape, data }: TensorValue, kind: TensorFile): Promise<string> {
  const file = `${name}.${kind}`;
  if (kind === "npy")
    save(new Blob([npy(shape, data) as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" }), file);
  else save(await csvFile(dims, shape, data), file);
  return file;
}

async function csvFile(dims: readonly string[], shape: readonly number[], data: Float32Array): Promise<Blob> {
  const parts: string[] = [];
  for (const part of csvParts(dims, shape, data)) {
    parts.push(part);
    if (parts.length > 2) await nextTask();
  }
  return new Blob(parts, { type: "text/csv" });
}
