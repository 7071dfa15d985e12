/** The stops of the way in: each one state of the page, with what it shows and one thing to do. */
import type { ModelEntry } from "../../data/manifest.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { referTo } from "../../maths/reference.ts";
import { patchCount } from "../../maths/tokens.ts";
import { sameFrom } from "../../page/lens.ts";
import type { State } from "../../state/table.ts";
import { type Facts, STOP_WORDS } from "./words.ts";

export interface Stop {
  readonly state: Partial<State>;
  readonly title: string;
  /** Prose with coloured terms. */
  readonly says: string;
  readonly task: string;
}

/** What is told of a model on a picture; `tops` are the likeliest classes after each block, where they are known. */
export interface Told {
  readonly model: ModelEntry;
  readonly picture: string;
  readonly answer: string | null;
  readonly tops: readonly string[];
}

export function stopsOf(told: Told): Stop[] {
  const { model, picture } = told;
  const { hooks, config } = model;
  const grid = gridOf(config);
  const [read, onObject] = [referTo(grid.read, grid), referTo([grid.prefix + patchOnObject(model, picture)], grid)];
  const patterns = hooks.filter(({ op, dims }) => op === "softmax" && dims.includes("query"));
  const facts: Facts = {
    ...told,
    patches: patchCount(grid),
    width: config.d_model,
    blocks: config.n_layers,
    config,
    settled: sameFrom(told.tops),
  };
  const whole = { view: "overview", open: "", zoom: "", edits: "" } as const;
  const states: readonly Partial<State>[] = [
    { ...whole, ...read, maps: "similarity" },
    { view: "detail", hook: hooks[0]!.name, at: 0, ...onObject, edits: "" },
    { ...whole, ...onObject, maps: "attention" },
    { view: "detail", hook: (patterns.at(-1) ?? hooks.at(-1)!).name, at: 0, ...onObject, edits: "" },
    { ...whole, ...read, maps: "similarity" },
    { view: "interpretation", ...read, block: "", edits: "" },
    { view: "interaction", ...onObject, edits: "" },
  ];
  return states.map((state, i) => {
    const words = STOP_WORDS[i]!;
    return { state, title: words.title(facts), says: words.says(facts), task: words.task(facts) };
  });
}

/** The patch that a mask of the picture covers most, the first of equals; the middle where there is no mask. */
export function patchOnObject({ covers, config }: ModelEntry, picture: string): number {
  const { rows, columns } = gridOf(config);
  const masks = Object.values(covers[picture] ?? {});
  const middle = Math.floor(rows / 2) * columns + Math.floor(columns / 2);
  if (masks.length === 0) return middle;
  const most = Math.max(...masks[0]!);
  return most > 0 ? masks[0]!.indexOf(most) : middle;
}
