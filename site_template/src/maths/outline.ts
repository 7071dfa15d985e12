/** The outline of what lies at or above a value on a grid. */

/** The edges between patches at or above the threshold and the others, as a path in units of a patch. */
export function outlineOf(values: ArrayLike<number>, side: number, threshold: number): string {
  const inside = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < side && column < side && values[row * side + column]! >= threshold;
  const pieces: string[] = [];
  const runs = (down: boolean) => {
    for (let line = 0; line <= side; line++) {
      let from = -1;
      for (let at = 0; at <= side; at++) {
        const edge =
          at < side && (down ? inside(at, line - 1) !== inside(at, line) : inside(line - 1, at) !== inside(line, at));
        if (edge && from < 0) from = at;
        if (edge || from < 0) continue;
        pieces.push(down ? `M${line} ${from}V${at}` : `M${from} ${line}H${at}`);
        from = -1;
      }
    }
  };
  runs(false);
  runs(true);
  return pieces.join("");
}
