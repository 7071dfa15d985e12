/** What a head reads: of each group of rows their mean, one mean after the other. */

/** A group of one row is that row. `parts` hold indices of rows. */
export function readRow(
  parts: readonly (readonly number[])[],
  rowAt: (index: number) => ArrayLike<number>,
): Float64Array {
  const means = parts.map((part) => meanOf(part.map(rowAt)));
  const read = new Float64Array(means.reduce((length, mean) => length + mean.length, 0));
  means.reduce((at, mean) => (read.set(mean, at), at + mean.length), 0);
  return read;
}

function meanOf(rows: readonly ArrayLike<number>[]): Float64Array {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i]! += row[i]!;
  return rows.length > 1 ? mean.map((sum) => sum / rows.length) : mean;
}
