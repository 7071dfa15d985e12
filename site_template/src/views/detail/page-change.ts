/** From page to page: a column means another thing there, so one that tells something is chosen. */
import { planeAxes, planeOf } from "../../maths/plane.ts";
import { largest } from "../../maths/statistics.ts";
import type { Context } from "../../page/context.ts";
import type { Page } from "./pages.ts";
import { lastAxis, lastOf, settingOf } from "./setting.ts";

export interface PageChange {
  to(page: Page): void;
  destroy(): void;
}

const isFeature = (axis: string): boolean => axis.startsWith("d_");

export function pageChange({ store, session }: Context): PageChange {
  /** The feature that was looked at last, for when features come again. */
  let feature = 0;
  let turn = 0;

  /** The strongest key of the token's row, or the likeliest class; null while no run says so. */
  async function strongest(page: Page): Promise<number | null> {
    if (session.outcome.kind !== "done") return null;
    const hook = lastOf(page);
    const tensor = await session.tensor(hook.name);
    const { cell } = settingOf({ ...store.state, hook: hook.name }, session.model(), "light");
    const plane = planeOf(tensor, cell.head);
    const row =
      planeAxes(hook).rowAxis === "class"
        ? plane.data
        : plane.data.subarray(cell.token * plane.columns, (cell.token + 1) * plane.columns);
    return largest(row, 1)[0] ?? null;
  }

  return {
    to(page) {
      const mine = ++turn;
      const from = lastAxis(settingOf(store.state, session.model(), "light").hook);
      const axis = lastAxis(lastOf(page));
      if (isFeature(from)) feature = store.state.column;
      const change = { hook: page.id, at: 0 };
      if (from === axis || axis === "1") return store.set(change);
      if (isFeature(axis)) return store.set({ ...change, column: isFeature(from) ? store.state.column : feature });
      strongest(page).then(
        (column) => mine === turn && store.set({ ...change, column: column ?? 0 }),
        () => mine === turn && store.set({ ...change, column: 0 }),
      );
    },
    destroy: () => void turn++,
  };
}
