/** One plane of a tensor: the two axes that are drawn, at one index of the third. */

export interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly rowAxis: string;
  readonly columnAxis: string;
  /** Row-major, [rows, columns]. */
  readonly data: Float32Array;
}

interface Shaped {
  readonly dims: readonly string[];
  readonly shape: readonly number[];
}

/** The axis that a picker steps through: heads where there are any; null for one or two axes. */
export function pickedAxis(tensor: Shaped): number | null {
  if (tensor.dims.length < 3) return null;
  return Math.max(0, tensor.dims.indexOf("head"));
}

/** The axes of the plane, in order: the picked one is left out. A single axis runs down the rows. */
export function planeAxes(tensor: Shaped): { rows: number; columns: number; rowAxis: string; columnAxis: string } {
  const picked = pickedAxis(tensor);
  const left = tensor.dims.map((_, i) => i).filter((i) => i !== picked);
  const [row, column] = [left[0]!, left[1]];
  return {
    rows: tensor.shape[row]!,
    rowAxis: tensor.dims[row]!,
    columns: column === undefined ? 1 : tensor.shape[column]!,
    columnAxis: column === undefined ? "1" : tensor.dims[column]!,
  };
}

export function planeOf(tensor: Shaped & { readonly data: Float32Array }, index: number): Plane {
  const axes = planeAxes(tensor);
  const picked = pickedAxis(tensor);
  if (picked === null) return { ...axes, data: tensor.data };
  const size = axes.rows * axes.columns;
  const at = Math.min(index, tensor.shape[picked]! - 1);
  if (picked === 0) return { ...axes, data: tensor.data.subarray(at * size, (at + 1) * size) };
  return { ...axes, data: gathered(tensor.data, axes.rows, axes.columns, tensor.shape[picked]!, at) };
}

// [row, picked, column] -> [row, column]
function gathered(data: Float32Array, rows: number, columns: number, heads: number, head: number): Float32Array {
  const out = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = (row * heads + head) * columns;
    out.set(data.subarray(start, start + columns), row * columns);
  }
  return out;
}
