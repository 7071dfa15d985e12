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
  return [...csvParts(dims, shape, data)].join("");
}

/** Numbers of a part: few enough that writing them holds nobody up. */
const PART = 16384;

/** The same text in parts, each of whole lines, written only when it is asked for. */
export function* csvParts(
  dims: readonly string[],
  shape: readonly number[],
  data: ArrayLike<number>,
): Generator<string> {
  const width = shape.length === 1 ? 1 : shape[shape.length - 1]!;
  const leading = shape.length === 1 ? shape : shape.slice(0, -1);
  const last = dims[dims.length - 1]!;
  const names = shape.length === 1 ? ["value"] : Array.from({ length: width }, (_, i) => `${last} ${i}`);
  yield `${line([...dims.slice(0, leading.length), ...names])}\n`;
  const each = Math.max(1, Math.floor(PART / width));
  for (let from = 0; from * width < data.length; from += each) {
    const count = Math.min(each, data.length / width - from);
    const rows = Array.from({ length: count }, (_, i) => {
      const values = Array.from({ length: width }, (_, j) => exact(data[(from + i) * width + j]!));
      return [...indices(from + i, leading), ...values].join(",");
    });
    yield `${rows.join("\n")}\n`;
  }
}

function indices(flat: number, shape: readonly number[]): number[] {
  const found: number[] = [];
  for (let axis = shape.length - 1, left = flat; axis >= 0; axis--) {
    found.unshift(left % shape[axis]!);
    left = Math.floor(left / shape[axis]!);
  }
  return found;
}
