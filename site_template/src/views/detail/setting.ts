/** What the address names: the page, the hook among its own, and the number of it that is looked at. */
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { gridOf } from "../../hooks/sizes.ts";
import type { Tone } from "../../marks/colours.ts";
import { pickedAxis, planeAxes } from "../../maths/plane.ts";
import { clampToken, isTokenAxis, prefixOf } from "../../maths/tokens.ts";
import type { State } from "../../state/table.ts";
import type { Cell, Setting } from "./operation.ts";
import { type Page, pageOf, pagesOf } from "./pages.ts";

const known = new WeakMap<readonly Hook[], readonly Page[]>();

/** The pages of a model; read off once. */
export function pagesOfModel({ hooks }: ModelEntry): readonly Page[] {
  const found = known.get(hooks) ?? pagesOf(hooks);
  known.set(hooks, found);
  return found;
}

/** A hook of another model, or none, is the first page. */
export function settingOf(state: State, model: ModelEntry, tone: Tone): Setting {
  const pages = pagesOfModel(model);
  const page = pageOf(pages, state.hook) ?? pages[0]!;
  const hook = page.hooks.find(({ name, op }) => name === state.hook && op === page.op) ?? lastOf(page);
  const grid = gridOf(model.config);
  return { model, grid, page, hook, cell: cellOf(state, hook, grid), tone, state };
}

export const lastOf = ({ hooks }: Page): Hook => hooks[hooks.length - 1]!;

function cellOf(state: State, hook: Hook, grid: Setting["grid"]): Cell {
  const { rowAxis, rows, columns } = planeAxes(hook);
  const picked = pickedAxis(hook);
  const head = picked === null ? 0 : Math.min(state.head, hook.shape[picked]! - 1);
  if (!isTokenAxis(rowAxis)) return { token: 0, head, column: Math.min(state.column, rows - 1) };
  const token = Math.max(clampToken(grid, state.token), prefixOf(grid, rowAxis));
  return { token, head, column: Math.min(state.column, columns - 1) };
}

/** What the last axis of a hook counts: a feature, a key, a class. */
export const lastAxis = (hook: Hook): string => hook.dims[hook.dims.length - 1]!;
