/** The pages of the detail view, read off the hook table: hooks that are one thought share a page. */
import type { Hook } from "../../data/manifest.ts";

export interface Page {
  /** Name of the hook that the page is about: its last one. */
  readonly id: string;
  /** Kind of operation, of that hook. */
  readonly op: string;
  /** In forward order. */
  readonly hooks: readonly Hook[];
  readonly stage: string;
}

/** Operations that only prepare the next one: they are told on its page. */
const PREPARES: readonly string[] = ["parameter", "residual", "norm_scale"];

/** The pages of a model, in forward order. */
export function pagesOf(hooks: readonly Hook[]): readonly Page[] {
  const pages: Page[] = [];
  let group: Hook[] = [];
  hooks.forEach((hook, i) => {
    group.push(hook);
    const next = hooks[i + 1];
    if (next && next.stage === hook.stage && (PREPARES.includes(hook.op) || isSibling(hook, next))) return;
    pages.push({ id: hook.name, op: hook.op, hooks: group, stage: hook.stage });
    group = [];
  });
  return pages;
}

/** Whether two hooks are the same operation on the same tensors with other weights, such as queries and keys. */
const isSibling = (one: Hook, other: Hook): boolean =>
  one.op === other.op && one.inputs.length > 0 && one.inputs.join() === other.inputs.join();

export const pageOf = (pages: readonly Page[], hook: string): Page | undefined =>
  pages.find((page) => page.hooks.some(({ name }) => name === hook));
