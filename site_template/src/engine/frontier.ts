/**
 * What a run with edits has to compute, found from what each hook reads: nothing that is known, and nothing twice.
 *
 * What changes are the hooks that are edited and all that descends from them; of these only what is asked for is
 * computed, and what it needs. A hook that is edited on top of what it computes cuts the pass in two: its own value has
 * to be there before anything may read the edited one.
 */

/** A hook, as far as it matters here. */
export interface Reader {
  readonly name: string;
  readonly inputs: readonly string[];
}

export interface Question {
  /** In forward order: each reads only what stands before it. */
  readonly hooks: readonly Reader[];
  /** Hooks whose values are given, whatever they would compute. */
  readonly given: ReadonlySet<string>;
  /** Hooks that are changed on top of what they compute. */
  readonly edited: ReadonlySet<string>;
  /** Those of both kinds whose values are not those of the run that is there; null where there is none. */
  readonly fresh: ReadonlySet<string> | null;
  /** Hooks that are asked for. */
  readonly wanted: readonly string[];
}

/** One pass through a part of the graph. */
export interface Step {
  /** Hooks that it begins from, each with its edits. */
  readonly reads: readonly string[];
  /** What it gives: of hooks that are edited, what they compute before that. */
  readonly gives: readonly string[];
  /** All that it computes, in forward order. */
  readonly computes: readonly string[];
  /** What nothing reads after it, of what this step and those before it gave, or what is patched. */
  readonly frees: readonly string[];
}

export interface Plan {
  /** Hooks that are edited while nothing that they read changes: from their values in the run that is there. */
  readonly patched: readonly string[];
  readonly steps: readonly Step[];
}

/** The picture, as hooks name what they read. */
export const IMAGE = "image";

export function planOf(question: Question): Plan {
  const { hooks, given, edited, wanted } = question;
  const { changed, moved } = changesOf(question);
  const needed = new Set(wanted);
  const [computed, patched] = [new Set<string>(), [] as string[]];
  for (const { name, inputs } of [...hooks].reverse()) {
    if (!needed.has(name) || !changed.has(name) || given.has(name)) continue;
    if (!moved.has(name)) {
      patched.unshift(name);
      continue;
    }
    computed.add(name);
    for (const input of inputs) needed.add(input);
  }
  const made = hooks.filter(({ name }) => computed.has(name));
  return { patched, steps: stepsOf(made, new Set(patched), edited, new Set(wanted)) };
}

/** Hooks whose values change, and those of them that would compute something else because of what they read. */
function changesOf({ hooks, given, fresh }: Question): Record<"changed" | "moved", Set<string>> {
  const [changed, moved] = [new Set<string>(), new Set<string>()];
  for (const { name, inputs } of hooks) {
    if (fresh === null || inputs.some((input) => changed.has(input))) moved.add(name);
    if (fresh?.has(name) || (moved.has(name) && !given.has(name))) changed.add(name);
  }
  return { changed, moved };
}

/** The hooks to compute, by how many edited ones lie on the longest way to them. */
function stepsOf(
  made: readonly Reader[],
  patched: ReadonlySet<string>,
  edited: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): Step[] {
  const levels = new Map<string, number>();
  /** The first step that can read what a hook comes to. */
  const readable = (name: string): number => {
    const level = levels.get(name);
    return level === undefined ? 0 : level + (edited.has(name) ? 1 : 0);
  };
  /** The last step that reads a hook. */
  const last = new Map<string, number>();
  for (const { name, inputs } of made) {
    const level = Math.max(0, ...inputs.map(readable));
    levels.set(name, level);
    for (const input of inputs) last.set(input, Math.max(level, last.get(input) ?? 0));
  }
  const byLevel: Reader[][] = [];
  for (const hook of made) (byLevel[levels.get(hook.name)!] ??= []).push(hook);
  const isOver = (name: string, level: number): boolean => (last.get(name) ?? 0) <= level;
  return byLevel.map((here, level) => {
    const isWithin = (name: string): boolean => levels.get(name) === level && !edited.has(name);
    const reads = [...new Set(here.flatMap(({ inputs }) => inputs.filter((input) => !isWithin(input))))];
    const computes = here.map(({ name }) => name);
    const gives = computes.filter((name) => wanted.has(name) || edited.has(name) || !isOver(name, level));
    const there = [...reads.filter((name) => levels.has(name) || patched.has(name)), ...gives];
    return { reads, gives, computes, frees: there.filter((name) => isOver(name, level)) };
  });
}
