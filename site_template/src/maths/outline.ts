/** The outline of what lies at or above a value on a grid. */

/**
 * The edges between patches at or above the threshold and the others, as a path in units of a patch.
 *
 * @param values one a patch, row by row.
 */
export function outlineOf(values: ArrayLike<number>, columns: number, threshold: number): string {
  const rows = columns > 0 ? Math.ceil(values.length / columns) : 0;
  const inside = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < rows && column < columns && values[row * columns + column]! >= threshold;
  const across = runs(rows, columns, (line, at) => inside(line - 1, at) !== inside(line, at));
  const down = runs(columns, rows, (line, at) => inside(at, line - 1) !== inside(at, line));
  return [
    ...across.map(([line, from, to]) => `M${from} ${line}H${to}`),
    ...down.map(([line, from, to]) => `M${line} ${from}V${to}`),
  ].join("");
}

/** Runs of edges along the lines between patches: which line, where each begins and ends. */
function runs(
  lines: number,
  length: number,
  isEdge: (line: number, at: number) => boolean,
): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let line = 0; line <= lines; line++) {
    let from = -1;
    for (let at = 0; at <= length; at++) {
      const edge = at < length && isEdge(line, at);
      if (edge && from < 0) from = at;
      if (edge || from < 0) continue;
      found.push([line, from, at]);
      from = -1;
    }
  }
  return found;
}

/** A path of `outlineOf` in pixels, to a hundredth; a patch is so wide and so high. */
export function scaledPath(path: string, width: number, height: number): string {
  const scaled = (digits: string, unit: number) => String(Math.round(Number(digits) * unit * 100) / 100);
  return path
    .replace(/M(\d+) (\d+)/g, (_, x: string, y: string) => `M${scaled(x, width)} ${scaled(y, height)}`)
    .replace(/H(\d+)/g, (_, x: string) => `H${scaled(x, width)}`)
    .replace(/V(\d+)/g, (_, y: string) => `V${scaled(y, height)}`);
}
