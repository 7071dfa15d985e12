/** Everything the address holds: one typed table, and the way between it and the hash. */

export interface State {
  readonly view: string;
  /** Model id; empty for the first one. */
  readonly model: string;
  /** Picture id; empty for the first one. */
  readonly image: string;
  /** Which pictures the gallery shows. */
  readonly kind: "all" | "one" | "several" | "hard" | "mistaken";
  /** Hook name; empty for the view's own choice. */
  readonly hook: string;
  /** Position in the sequence, prefix tokens first: the row that is read. */
  readonly token: number;
  /** Index on the last axis: a feature, a key, a class. */
  readonly column: number;
  readonly head: number;
  /** How the picture is drawn. */
  readonly see: "original" | "model";
  /** What an overlay on the picture shows of a token's features. */
  readonly show: "norm" | "feature";
  /** Whether colours reach to the most extreme values, or only to where most values lie. */
  readonly range: "most" | "all";
  /** How many class bars are shown. */
  readonly classes: "five" | "ten";
  /** Number of the block that the overview has unfolded; empty for none. */
  readonly open: string;
  /** How the overview is zoomed, as "x,y,k"; empty for the whole. */
  readonly zoom: string;
  /** What the small pictures of the overview show: likeness to the chosen token, or where it looks. */
  readonly maps: "similarity" | "attention";
  readonly theme: "auto" | "light" | "dark";
  /** The concept that is read; empty for none. */
  readonly concept: string;
  /** The concept that a learning path leads to; empty for no path. */
  readonly path: string;
  /** Which links between concepts are drawn while none of them is looked at. */
  readonly links: "needs" | "all";
  /** What concepts are searched for. */
  readonly find: string;
  /** The part of the graph of concepts that is in sight, "x,y,k"; empty for all of it. */
  readonly graph: string;
  /** Step of the animation in the detail view. */
  readonly at: number;
  /** How fast it plays, and whether it begins anew at its end. */
  readonly speed: "0.25" | "0.5" | "1" | "2" | "4";
  readonly loop: "once" | "always";
  /** The hook or weight that the inspector shows; empty while it is closed. */
  readonly inspect: string;
  /** The number that it shows, as "head.row.column"; empty for the view's own. */
  readonly spot: string;
  /** Several reference tokens, "12-15,20-23"; they count while the token is among them. Empty for the token alone. */
  readonly refs: string;
  /** What the large map shows. */
  readonly method: "similarity" | "attention" | "rollout";
  /** How the heads become one map; "head" is the one of `head`. */
  readonly fuse: "mean" | "max" | "min" | "head";
  /** Rollout: whether each token keeps its own row, half and half. */
  readonly identity: "with" | "without";
  /** Rollout: per cent of each pattern, its lowest entries, that are dropped. */
  readonly discard: number;
  /** Number of the block of the large map; empty for the last. */
  readonly block: string;
  /** Methods compared with the large map's, separated by commas; empty for all others, "none" for none. */
  readonly beside: string;
  /** From which value on patches are outlined; empty for the map's own. */
  readonly threshold: string;
  /** Per cent at which a map covers the picture. */
  readonly opacity: number;
  /** How the rows of the similarity matrix are ordered. */
  readonly order: "grid" | "cluster" | "reference";
  /** What the picture is compared with: id of a picture, or "model:" and the id of a model. */
  readonly versus: string;
  /** A class whose mask is used, "drawn:" and packed bits, or "none"; empty for the known one that the model answers first. */
  readonly mask: string;
  /** Which score the maps are compared by. */
  readonly score: "roc_auc" | "average_precision" | "best_iou" | "iou_halfway" | "pointing_game";
  /** Whether all blocks share one colour scale. */
  readonly scale: "all" | "each";
  /** What the large figure of the interaction view shows. */
  readonly figure: "window" | "field" | "tendency";
  /** How the heads' attention becomes one number a pair of patches. */
  readonly indicator: "mean" | "std" | "mean+std" | "max";
  /** How many standard deviations above its row's mean a patch stands out. */
  readonly k: string;
  /** Patches that a visitor has removed: "12-15,20". */
  readonly gone: string;
  /** Which patches are removed besides: a share of them, the first in some order. */
  readonly drop: "none" | "least" | "most" | "attention" | "similarity" | "random";
  /** Per cent of the patches that are removed so. */
  readonly share: number;
  /** What attention is restricted to. */
  readonly restrict: "none" | "adaptive" | "fixed" | "random";
  /** Number of the block that is restricted; empty for all. */
  readonly where: string;
  /** Windows that a visitor has set, as "block.patch.top.bottom.left.right", one behind another by "_". */
  readonly boxes: string;
  /** Where edges into the patch are cut to measure what that does: in all blocks, or in the one that is shown. */
  readonly cuts: "all" | "block";
  /** Which of the effects of a cut is shown: on the patch's own token, or on the answer. */
  readonly effect: "token" | "answer";
  /** What the model computes on; "auto" is wasm, or the graphics card where a trial beside it was won. */
  readonly backend: "auto" | "wasm" | "webgl" | "webgpu";
  /** What this version does not know; kept, so that a link survives it. */
  readonly rest: Readonly<Record<string, string>>;
}

export type Key = Exclude<keyof State, "rest">;

interface Field<T> {
  readonly initial: T;
  readonly read: (text: string) => T | undefined;
}

const text = (initial = ""): Field<string> => ({ initial, read: (value) => value });

const index = (): Field<number> => ({
  initial: 0,
  read: (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined),
});

const within = (least: number, most: number, initial: number): Field<number> => ({
  initial,
  read: (value) => (/^\d{1,3}$/.test(value) ? Math.min(most, Math.max(least, Number(value))) : undefined),
});

function choice<T extends string>(initial: T, ...others: T[]): Field<T> {
  const known: readonly string[] = [initial, ...others];
  return { initial, read: (value) => (known.includes(value) ? (value as T) : undefined) };
}

export const TABLE: { readonly [K in Key]: Field<State[K]> } = {
  view: text("overview"),
  model: text(),
  image: text(),
  kind: choice("all", "one", "several", "hard", "mistaken"),
  hook: text(),
  token: index(),
  column: index(),
  head: index(),
  see: choice("original", "model"),
  show: choice("norm", "feature"),
  range: choice("most", "all"),
  classes: choice("five", "ten"),
  open: text(),
  zoom: text(),
  maps: choice("similarity", "attention"),
  theme: choice("auto", "light", "dark"),
  concept: text(),
  path: text(),
  links: choice("needs", "all"),
  find: text(),
  graph: text(),
  at: index(),
  speed: choice("1", "0.25", "0.5", "2", "4"),
  loop: choice("once", "always"),
  inspect: text(),
  spot: text(),
  refs: text(),
  method: choice("similarity", "attention", "rollout"),
  fuse: choice("mean", "max", "min", "head"),
  identity: choice("with", "without"),
  discard: within(0, 90, 0),
  block: text(),
  beside: text(),
  threshold: text(),
  opacity: within(0, 100, 80),
  order: choice("grid", "cluster", "reference"),
  versus: text(),
  mask: text(),
  score: choice("roc_auc", "average_precision", "best_iou", "iou_halfway", "pointing_game"),
  scale: choice("all", "each"),
  figure: choice("window", "field", "tendency"),
  indicator: choice("mean", "std", "mean+std", "max"),
  k: text("1"),
  gone: text(),
  drop: choice("none", "least", "most", "attention", "similarity", "random"),
  share: within(0, 100, 30),
  restrict: choice("none", "adaptive", "fixed", "random"),
  where: text(),
  boxes: text(),
  cuts: choice("all", "block"),
  effect: choice("token", "answer"),
  backend: choice("auto", "wasm", "webgl", "webgpu"),
};

const KEYS = Object.keys(TABLE) as Key[];

export const INITIAL: State = {
  ...(Object.fromEntries(KEYS.map((key) => [key, TABLE[key].initial])) as Omit<State, "rest">),
  rest: {},
};

/** The state that a hash describes; what it leaves out, or what is no value, is as in `base`. */
export function parse(hash: string, base: State = INITIAL): State {
  const found: Record<string, unknown> = {};
  const rest: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (!(KEYS as string[]).includes(key)) rest[key] = value;
    else found[key] = TABLE[key as Key].read(value) ?? base[key as Key];
  }
  // A hook without a view is a link from when there was but one view.
  if (found["hook"] && !("view" in found)) found["view"] = "tensors";
  return { ...base, ...found, rest };
}

/** The hash of a state, without "#"; initial values are left out, but for a view that a hook would be taken to name. */
export function format(state: State): string {
  const said = (key: Key) => state[key] !== TABLE[key].initial || (key === "view" && state.hook !== "");
  const known = KEYS.filter(said).map((key) => [key, String(state[key])]);
  return new URLSearchParams([...known, ...Object.entries(state.rest)] as string[][]).toString();
}

export const same = (a: State, b: State): boolean => KEYS.every((key) => a[key] === b[key]) && format(a) === format(b);
