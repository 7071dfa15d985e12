/** The controls above the figure, as a sentence: each choice is a word of it. */
import { type Choice, choice } from "../../controls/sentence.ts";
import type { Part } from "../../figures/blocks/scene.ts";
import { html } from "../../marks/element.ts";
import { formatRefs, referenceName, referTo } from "../../maths/reference.ts";
import { patchTokens } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import { NO_MASK } from "./mask.ts";
import { fuseOf, headOf } from "./methods.ts";
import { MODEL } from "./panels/counterpart.ts";
import type { Method, Scene } from "./scene.ts";
import { offered } from "./staging.ts";
import * as words from "./words/controls.ts";

type Choices = Readonly<Record<keyof typeof words.labels, Choice>>;

export function controls(context: Context): Part<Scene> {
  let scene: Scene | null = null;
  const choices = choicesOf(context, () => scene);
  const { block, object, identity, discard, ...first } = choices;
  const more = html(
    "details",
    { class: "in-more" },
    html("summary", {}, words.more),
    html("div", { class: "in-sentence" }, block.element, object.element, identity.element, discard.element),
  );
  const element = html(
    "div",
    { class: "in-controls", role: "group", "aria-label": words.controlsName, "data-part": "interpretation-controls" },
    html("div", { class: "in-sentence" }, ...Object.values(first).map((one) => one.element)),
    more,
  );
  return {
    element,
    destroy: () => undefined,
    update(next) {
      scene = next;
      showReference(choices, next);
      showMaps(choices, next);
      showHeads(choices, next);
      choices.scale.show(words.scaleOptions, next.state.scale);
      showVersus(choices, next, context);
      showMore(choices, next);
    },
  };
}

/** In the order in which they stand. */
function choicesOf({ store }: Context, scene: () => Scene | null): Choices {
  const set = (change: Partial<State>) => store.set(change);
  /** A threshold of cosines says nothing of attention, and one head's values nothing of another's. */
  const kept = () => (scene()?.method === "similarity" ? scene()!.state.threshold : "");
  function refer(value: string): void {
    const grid = scene()?.grid;
    if (grid) set(referTo(value === ALL ? patchTokens(grid) : [Number(value)], grid));
  }
  function join(value: string): void {
    const isHead = /^\d+$/.test(value);
    const change: Partial<State> = isHead ? { fuse: "head", head: Number(value) } : { fuse: value as State["fuse"] };
    set({ ...change, threshold: kept() });
  }
  const { labels } = words;
  return {
    reference: choice(labels.reference, "choose-reference", refer),
    map: choice(labels.map, "choose-method", (value) => set({ method: value as Method, threshold: "" })),
    beside: choice(labels.beside, "choose-beside", (beside) => set({ beside })),
    heads: choice(labels.heads, "choose-heads", join),
    scale: choice(labels.scale, "choose-scale", (value) => set({ scale: value as State["scale"] })),
    compare: choice(labels.compare, "choose-versus", (versus) => set({ versus })),
    block: choice(labels.block, "choose-block", (block) => set({ block })),
    identity: choice(labels.identity, "choose-identity", (value) => set({ identity: value as State["identity"] })),
    discard: choice(labels.discard, "choose-discard", (value) => set({ discard: Number(value) })),
    object: choice(labels.object, "choose-mask", (mask) => set({ mask })),
  };
}

const ALL = "all";

/** The tokens before the patches one by one, all patches, and what is chosen where it is none of these. */
function showReference({ reference }: Choices, { references, grid, referenceName: name }: Scene): void {
  const named = formatRefs(references);
  const all = { value: ALL, label: referenceName(patchTokens(grid), grid) };
  const isAll = name === all.label;
  const usual = [...grid.prefixNames.map((label, token) => ({ value: String(token), label })), all];
  const isUsual = isAll || usual.some(({ value }) => value === named);
  reference.show([...(isUsual ? [] : [{ value: named, label: name }]), ...usual], isAll ? ALL : named);
}

function showMaps({ map, beside }: Choices, { data, method, methods }: Scene): void {
  const all = offered(data);
  map.show(words.methodOptions(all), method);
  const others = all.filter((one) => one !== method);
  const shown = methods.slice(1);
  const isEvery = shown.length === others.length;
  beside.show(words.besideOptions(others), isEvery ? "" : shown.length === 0 ? "none" : shown.join());
  beside.element.hidden = others.length === 0;
}

function showHeads({ heads }: Choices, { state, model, methods }: Scene): void {
  const count = model.config.n_heads;
  const fuse = fuseOf(state, model);
  heads.show(words.headOptions(count), typeof fuse === "number" ? String(headOf(state, model)) : fuse);
  heads.element.hidden = count < 2 || !methods.some((one) => one === "attention" || one === "rollout");
}

function showVersus({ compare }: Choices, { model, data, state }: Scene, { session, manifest }: Context): void {
  const pictures = session.pictures.filter(({ id }) => id !== data.image);
  const models = manifest.models.filter(({ id }) => id !== model.id);
  compare.show(words.versusOptions(models, pictures, MODEL, state.versus), state.versus);
}

/** What is behind "more". */
function showMore({ block, identity, discard, object }: Choices, scene: Scene): void {
  const { state, data, mask, masks, methods } = scene;
  block.show(words.blockOptions(data.blocks), scene.block === data.blocks - 1 ? "" : String(scene.block));
  identity.show(words.identityOptions, state.identity);
  const steps = [...new Set([0, 10, 30, 50, 70, 90, state.discard])].sort((a, b) => a - b);
  discard.show(words.discardOptions(steps), String(state.discard));
  for (const one of [identity, discard]) one.element.hidden = !methods.includes("rollout");
  object.show(words.objectOptions(masks, mask?.drawn ? state.mask : null, NO_MASK), maskValue(scene));
}

function maskValue({ mask, masks, state }: Scene): string {
  if (mask === null) return NO_MASK;
  if (mask.drawn) return state.mask;
  return mask.name === masks[0] ? "" : mask.name;
}
