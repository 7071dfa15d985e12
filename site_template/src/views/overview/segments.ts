/** How a stage hangs together: runs of operations, each of which ends where something is added to the stream. */
import type { Hook } from "../../data/manifest.ts";

export interface Part {
  readonly hook: Hook;
  /** How many operations lie before it in its segment. */
  readonly depth: number;
  /** Its place among the parts of the same depth. */
  readonly lane: number;
  readonly lanes: number;
  /** The part beside which it stands: one number a token, read by that part alone. */
  readonly beside: string | null;
}

export interface Segment {
  /** The stream as it comes in, where this segment is the first to show it. */
  readonly start: Hook | null;
  readonly parts: readonly Part[];
  /** The stream with what was added; null where nothing is. */
  readonly end: Hook | null;
  readonly depths: number;
}

export function segmentsOf(hooks: readonly Hook[]): Segment[] {
  const segments: Segment[] = [];
  let [start, run] = [null as Hook | null, [] as Hook[]];
  const close = (end: Hook | null) => {
    if (start || run.length > 0 || end) segments.push(segment(start, run, end));
    [start, run] = [null, []];
  };
  for (const hook of hooks) {
    if (hook.op === "residual" && run.length === 0) start = hook;
    else if (hook.op === "residual_add") close(hook);
    else run.push(hook);
  }
  close(null);
  return segments;
}

function segment(start: Hook | null, run: readonly Hook[], end: Hook | null): Segment {
  const reader = (hook: Hook) => run.find((one) => one.inputs.includes(hook.name));
  const beside = new Map(
    run.filter((hook) => hook.op === "norm_scale" && reader(hook)).map((hook) => [hook.name, reader(hook)!.name]),
  );
  const depths = new Map<string, number>();
  for (const hook of run.filter((one) => !beside.has(one.name))) {
    const before = hook.inputs.map((name) => depths.get(name) ?? -1);
    depths.set(hook.name, Math.max(-1, ...before) + 1);
  }
  const depthOf = (name: string) => depths.get(beside.get(name) ?? name) ?? 0;
  const parts = run.map((hook): Part => {
    const side = beside.get(hook.name) ?? null;
    const depth = depthOf(hook.name);
    const peers = run.filter((one) => !beside.has(one.name) && depthOf(one.name) === depth);
    const anchor = side ?? hook.name;
    return { hook, depth, lane: peers.findIndex((one) => one.name === anchor), lanes: peers.length, beside: side };
  });
  return { start, parts, end, depths: Math.max(0, ...parts.map(({ depth }) => depth + 1)) };
}
