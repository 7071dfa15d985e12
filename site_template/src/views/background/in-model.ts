/** Where a concept is met in the model at hand: links to its tensors, to the overview, and to where it can be cut. */
import type { ConceptNode } from "../../data/concepts.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { titleOf } from "../../hooks/words.ts";
import { html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Store } from "../../state/store.ts";
import { blockAt, hooksOf } from "./concept-hooks.ts";
import { stateLink } from "./state-links.ts";
import { MET } from "./words.ts";

export interface InModel {
  /** The line of another concept; empty until the next update. */
  renew(node: ConceptNode): HTMLElement;
  /** Makes the links anew only for another model, block or concept, so that none loses the focus. */
  update(): void;
}

export function inModel({ store, session }: Context): InModel {
  let shown: { readonly node: ConceptNode; readonly line: HTMLElement } | null = null;
  return {
    renew(node) {
      const line = html("p", { class: "met", "data-part": "met" });
      shown = { node, line };
      return line;
    },
    update() {
      if (!shown) return;
      const { node, line } = shown;
      const model = session.model();
      const block = blockAt(store.state, model);
      const wanted = `${model.id} ${block}`;
      if (line.dataset["for"] === wanted) return;
      line.dataset["for"] = wanted;
      line.replaceChildren(...partsOf(store, model, node, block));
      line.hidden = hooksOf(model, node, block).length === 0;
    },
  };
}

function partsOf(store: Store, model: ModelEntry, node: ConceptNode, block: number): (Node | string)[] {
  const hooks = hooksOf(model, node, block);
  const inside = hooks.filter(({ stage }) => blockOf(stage) !== null);
  const outside = hooks.filter((hook) => !inside.includes(hook));
  const list = (some: readonly Hook[]) => some.flatMap((hook, i) => [i > 0 ? ", " : " ", hookLink(store, hook)]);
  const isInBlock = inside.length > 0;
  return [
    quiet(MET.start),
    ...list(inside),
    quiet(isInBlock ? MET.ofBlock(block, outside.length > 0) : ""),
    ...list(outside),
    ...(node.stage === "interaction" ? [quiet(", "), interactionLink(store, node)] : []),
    quiet(MET.or),
    stateLink(
      store,
      { view: "overview", open: isInBlock ? String(block) : "" },
      { "data-part": "in-overview" },
      isInBlock ? MET.blockInOverview(block) : MET.overview,
    ),
  ];
}

const quiet = (text: string) => html("span", { class: "quiet" }, text);

const hookLink = (store: Store, hook: Hook) =>
  stateLink(
    store,
    { view: "detail", hook: hook.name, at: 0 },
    { class: `role-${kindOf(hook).role}`, "data-hook": hook.name, title: titleOf(hook) },
    html("code", {}, hook.name.replace(/^blocks\.\d+\./, "")),
  );

/** Where patches' windows and fields are seen, and cut. */
const interactionLink = (store: Store, node: ConceptNode) =>
  stateLink(
    store,
    { view: "interaction", figure: node.id === "responsive-field" ? "field" : "window" },
    { "data-part": "in-interaction" },
    MET.interaction,
  );
