/** Values as comma-separated text that reads back to the same float32. */

/** The shortest decimal that is this float32 again. */
export function exact(value: number): string {
  if (Number.isInteger(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(Number(value.toPrecision(9)));
}

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const line = (cells: readonly string[]): string => cells.map(quoted).join(",");

/** A tensor of any rank: the leading axes are index columns, the last axis runs to the right. */
export function csv(dims: readonly string[], shape: readonly number[], data: ArrayLike<number>): string {
  if (shape.length === 1) {
    return [line([dims[0]!, "value"]), ...Array.from(data, (value, i) => `${i},${exact(value)}`)].join("\n") + "\n";
  }
  const width = shape[shape.length - 1]!;
  const leading = shape.slice(0, -1);
  const last = dims[dims.length - 1]!;
  const rows = [line([...dims.slice(0, -1), ...Array.from({ length: width }, (_, i) => `${last} ${i}`)])];
  for (let row = 0; row * width < data.length; row++) {
    const values = Array.from({ length: width }, (_, i) => exact(data[row * width + i]!));
    rows.push([...indices(row, leading), ...values].join(","));
  }
  return rows.join("\n") + "\n";
}

function indices(flat: number, shape: readonly number[]): number[] {
  const found: number[] = [];
  for (let axis = shape.length - 1, left = flat; axis >= 0; axis--) {
    found.unshift(left % shape[axis]!);
    left = Math.floor(left / shape[axis]!);
  }
  return found;
}
