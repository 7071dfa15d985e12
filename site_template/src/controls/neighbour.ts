/** Which element an arrow key leads to, as the eye sees them, however they are laid out. */

type Box = Pick<DOMRect, "left" | "top" | "width" | "height">;

/**
 * Left and right follow the reading order where a row ends; Home and End lead to the first and the last.
 *
 * @returns undefined where the key is no such key, or leads nowhere.
 */
export function neighbour<T extends { getBoundingClientRect(): Box }>(
  key: string,
  from: T,
  all: readonly T[],
): T | undefined {
  if (key === "Home") return all[0];
  if (key === "End") return all[all.length - 1];
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!way) return undefined;
  const [across, down] = way as [number, number];
  const here = centre(from);
  const ahead = all
    .map((one) => ({ one, at: centre(one) }))
    .map(({ one, at }) => ({ one, x: at.x - here.x, y: at.y - here.y }))
    .map(({ one, x, y }) => ({ one, on: x * across + y * down, aside: Math.abs(x * down) + Math.abs(y * across) }))
    .filter(({ on, aside }) => on > 1 && aside < on)
    .sort((a, b) => a.on + 2 * a.aside - (b.on + 2 * b.aside));
  return ahead[0]?.one ?? (across === 0 ? undefined : all[all.indexOf(from) + across]);
}

function centre(one: { getBoundingClientRect(): Box }): { x: number; y: number } {
  const { left, top, width, height } = one.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
