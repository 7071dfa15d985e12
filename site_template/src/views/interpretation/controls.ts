/** The controls above the figure, as a sentence: each choice is a word of it. */

import { choice, type Option } from "../../controls/sentence.ts";
import type { Part } from "../../figures/blocks/scene.ts";
import { html } from "../../marks/element.ts";
import { formatRefs, referenceName, referTo } from "../../maths/reference.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import { NO_MASK } from "./mask.ts";
import { fuseOf, headOf, wordsOf } from "./methods.ts";
import type { Method, Scene } from "./scene.ts";
import { offered } from "./staging.ts";

export function controls({ store, session, manifest }: Context): Part<Scene> {
  const set = (change: Partial<State>) => store.set(change);
  let scene: Scene | null = null;
  const reference = choice(
    "reference",
    "choose-reference",
    (value) =>
      scene && set(value === "all" ? referTo(patches(scene), scene.grid) : referTo([Number(value)], scene.grid)),
  );
  const map = choice("map", "choose-method", (value) => set({ method: value as Method, threshold: "" }));
  const beside = choice("beside it", "choose-beside", (value) => set({ beside: value }));
  const heads = choice("heads", "choose-heads", (value) =>
    set(
      /^\d+$/.test(value)
        ? { fuse: "head", head: Number(value), threshold: kept() }
        : { fuse: value as State["fuse"], threshold: kept() },
    ),
  );
  const scale = choice("scale", "choose-scale", (value) => set({ scale: value as State["scale"] }));
  const compare = choice("compare", "choose-versus", (value) => set({ versus: value }));
  const block = choice("block", "choose-block", (value) => set({ block: value }));
  const identity = choice("rollout", "choose-identity", (value) => set({ identity: value as State["identity"] }));
  const discard = choice("dropping", "choose-discard", (value) => set({ discard: Number(value) }));
  const object = choice("object", "choose-mask", (value) => set({ mask: value }));
  const more = html(
    "details",
    { class: "in-more" },
    html("summary", {}, "more"),
    html("div", { class: "in-sentence" }, block.element, object.element, identity.element, discard.element),
  );
  const element = html(
    "div",
    { class: "in-controls", role: "group", "aria-label": "What is shown", "data-part": "interpretation-controls" },
    html(
      "div",
      { class: "in-sentence" },
      reference.element,
      map.element,
      beside.element,
      heads.element,
      scale.element,
      compare.element,
    ),
    more,
  );

  /** A threshold of cosines says nothing of attention, and one head's values nothing of another's. */
  const kept = () => (scene?.method === "similarity" ? scene.state.threshold : "");

  return {
    element,
    destroy: () => undefined,
    update(next) {
      scene = next;
      const { state, grid, model, data, method } = next;
      const named = formatRefs(next.references);
      const prefixes = Array.from({ length: grid.prefix }, (_, token) => ({
        value: String(token),
        label: tokenName(grid, token),
      }));
      const all = { value: "all", label: "all patches" };
      const isAll = referenceName(next.references, grid) === all.label;
      const others = [...prefixes, all];
      const own =
        others.some(({ value }) => value === named) || isAll ? [] : [{ value: named, label: next.referenceName }];
      reference.show([...own, ...others], isAll ? "all" : named);
      const methods = offered(data);
      map.show(
        methods.map((one) => ({ value: one, label: wordsOf(one).title })),
        method,
      );
      const rest = methods.filter((one) => one !== method);
      const words = (of: readonly Method[]) => of.map((one) => wordsOf(one).title).join(", ");
      const shownBeside = next.methods.slice(1);
      const isEvery = shownBeside.length === rest.length;
      beside.show(
        [
          { value: "", label: words(rest) },
          ...(rest.length > 1 ? rest.map((one) => ({ value: one, label: words([one]) })) : []),
          { value: "none", label: "nothing" },
        ],
        isEvery ? "" : shownBeside.length === 0 ? "none" : shownBeside.join(),
      );
      beside.element.hidden = rest.length === 0;
      const count = model.config.n_heads;
      const fuse = fuseOf(state, model);
      heads.show(
        [
          ...(["mean", "max", "min"] as const).map((one) => ({
            value: one,
            label: { mean: "mean of all", max: "largest", min: "smallest" }[one],
          })),
          ...Array.from({ length: count }, (_, head) => ({ value: String(head), label: `head ${head}` })),
        ],
        typeof fuse === "number" ? String(headOf(state, model)) : fuse,
      );
      heads.element.hidden = count < 2 || !next.methods.some((one) => one === "attention" || one === "rollout");
      scale.show(
        [
          { value: "all", label: "same for all blocks" },
          { value: "each", label: "each block its own" },
        ],
        state.scale,
      );
      compare.show(versusOptions(next), state.versus);
      const last = data.blocks - 1;
      block.show(
        Array.from({ length: data.blocks }, (_, i) => ({
          value: i === last ? "" : String(i),
          label: `${i}${i === last ? ", the last" : ""}`,
        })),
        next.block === last ? "" : String(next.block),
      );
      identity.show(
        [
          { value: "with", label: "with each token’s own row" },
          { value: "without", label: "without its own row" },
        ],
        state.identity,
      );
      const steps = [...new Set([0, 10, 30, 50, 70, 90, state.discard])].sort((a, b) => a - b);
      discard.show(
        steps.map((share) => ({ value: String(share), label: share === 0 ? "nothing" : `the lowest ${share} %` })),
        String(state.discard),
      );
      const masks = [
        ...next.masks.map((name, i) => ({ value: i === 0 ? "" : name, label: name })),
        ...(next.mask?.drawn ? [{ value: state.mask, label: "your mask" }] : []),
        { value: NO_MASK, label: "none" },
      ];
      object.show(
        masks,
        next.mask === null
          ? NO_MASK
          : next.mask.drawn
            ? state.mask
            : next.mask.name === next.masks[0]
              ? ""
              : next.mask.name,
      );
      for (const one of [identity, discard]) one.element.hidden = !next.methods.includes("rollout");
    },
  };

  /** Another picture under this model, or this picture under another model. */
  function versusOptions({ model, data, state }: Scene): Option[] {
    const pictures = session.pictures
      .filter(({ id }) => id !== data.image)
      .map(({ id, title }) => ({ value: id, label: title, group: "with another picture" }));
    const models = manifest.models
      .filter(({ id }) => id !== model.id)
      .map(({ id, title }) => ({ value: `model:${id}`, label: title, group: "with another model" }));
    const known = [{ value: "", label: "off" }, ...models, ...pictures];
    return known.some(({ value }) => value === state.versus)
      ? known
      : [...known, { value: state.versus, label: "off" }];
  }
}

const patches = ({ grid }: Scene): number[] => Array.from({ length: grid.side ** 2 }, (_, i) => i + grid.prefix);
