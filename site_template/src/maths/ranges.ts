/** Sets of indices as text: "12-15,20". */

/** Ascending, each once; what is not below `count`, or is no number, is left out. */
export function parseRanges(text: string, count: number): number[] {
  const found = new Set<number>();
  for (const piece of text.split(",")) {
    const range = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(piece.trim());
    if (!range) continue;
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    for (let index = from; index <= Math.min(to, count - 1); index++) found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

/** The shortest such text; neighbours become a range. */
export function formatRanges(indices: readonly number[]): string {
  const sorted = [...new Set(indices)].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const index of sorted) {
    const last = ranges.at(-1);
    if (last && index === last[1] + 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}
