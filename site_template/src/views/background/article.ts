/** One concept: what it is, how it hangs together with others, where to see it, its texts, numbers and question. */
import type { ConceptNode, Concepts, ConceptText, ConceptTexts } from "../../data/concepts.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { configNumber } from "../../hooks/sizes.ts";
import { titleOf } from "../../hooks/words.ts";
import { button, html, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { conceptLink, fresh, opening, stateLink } from "./go.ts";
import { type Relation, relations } from "./links.ts";
import { blockAt, hooksMet, roleOf } from "./met.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import { pathTo } from "./path.ts";

export interface Article {
  readonly element: HTMLElement;
  show(node: ConceptNode): void;
  /** The model or the run may be another one. */
  refresh(): void;
  /** Puts the keyboard, and what is read out, at the title. */
  focus(): void;
}

export function article(context: Context, concepts: Concepts, texts: () => Promise<ConceptTexts>): Article {
  const { store, session } = context;
  const element = html("article", { class: "concept-article", "data-part": "concept" });
  const title = new Map(concepts.nodes.map((node) => [node.id, node.title]));
  let shown: ConceptNode | null = null;
  let numbers: Numbers | null = null;
  let met = html("p", { class: "met" });

  function show(node: ConceptNode): void {
    shown = node;
    numbers = null;
    met = html("p", { class: "met", "data-part": "met" });
    const body = html("div", { class: "concept-body" }, html("p", { class: "quiet" }, "Fetching the text."));
    element.replaceChildren(heading(node), met, html("h2", { class: "off-screen" }, "In full"), body);
    refresh();
    texts().then(
      (all) => shown === node && fill(body, all[node.id]),
      (error: unknown) => shown === node && failed(body, node, error),
    );
  }

  function heading(node: ConceptNode): HTMLElement {
    const stage = concepts.stages.find(({ id }) => id === node.stage)?.title ?? "";
    const steps = pathTo(concepts.nodes, node.id).length;
    const start =
      steps > 1
        ? stateLink(
            store,
            { ...opening(node.id), path: node.id },
            { class: "start-path", "data-part": "start-path" },
            `Learning path to here, ${steps} steps`,
          )
        : html("span", { class: "quiet" }, "Needs nothing else: a place to start");
    return html(
      "header",
      { class: `concept-head role-${roleOf(node)}` },
      html("p", { class: "concept-stage" }, stage),
      html("h1", { id: "concept-title", tabindex: -1 }, node.title),
      html("p", { class: "concept-summary" }, node.summary),
      html("dl", { class: "relations", "data-part": "relations" }, ...relations(concepts.nodes, node).map(relation)),
      html("p", { class: "concept-acts" }, start),
    );
  }

  function relation({ words, ids }: Relation): HTMLElement {
    const links = ids.flatMap((id, i) => [i > 0 ? ", " : "", conceptLink(store, id, title.get(id)!)]);
    return html("div", {}, html("dt", {}, words), html("dd", {}, ...links));
  }

  function fill(body: HTMLElement, text: ConceptText | undefined): void {
    if (!text) return void body.replaceChildren(html("p", {}, "This concept has no text yet."));
    body.innerHTML = text.html;
    for (const link of body.querySelectorAll<HTMLAnchorElement>("a[data-concept]")) wiki(link);
    for (const pre of body.querySelectorAll("pre")) copyable(pre);
    const list = body.querySelector<HTMLElement>('[data-slot="numbers"]') ?? body.appendChild(html("ul", {}));
    const place = document.createComment("");
    list.replaceWith(place);
    numbers = numbersOf(context, list, text.numbers);
    place.replaceWith(numbers.element);
    const check = body.querySelector<HTMLElement>('[data-slot="check"]') ?? body.appendChild(html("section", {}));
    question(check, text);
    refresh();
  }

  function wiki(link: HTMLAnchorElement): void {
    const id = link.dataset["concept"]!;
    if (!title.has(id)) return;
    link.href = store.link(opening(id));
    fresh(link, () => store.link(opening(id)));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      store.set(opening(id));
    });
  }

  function copyable(pre: HTMLElement): void {
    pre.tabIndex = 0;
    pre.setAttribute("role", "region");
    pre.setAttribute("aria-label", "Code");
    const copy = button({ class: "text-button copy", "data-part": "copy-code" }, "Copy", () => void copied());
    const copied = async () => {
      const there = await copyText(pre.textContent ?? "");
      setText(copy, there ? "Copied" : "Select and copy by hand");
      context.announce(there ? "Code copied" : "The browser does not allow copying here");
      setTimeout(() => setText(copy, "Copy"), 2000);
    };
    const frame = html("div", { class: "code-frame" });
    pre.replaceWith(frame);
    frame.append(copy, pre);
  }

  function question(place: HTMLElement, text: ConceptText): void {
    const [asked, answer] = [html("div", { class: "question" }), html("div", { class: "answer" })];
    asked.innerHTML = text.question;
    answer.innerHTML = text.answer;
    const folded = html("details", { "data-part": "answer" }, html("summary", {}, "Show the answer"), answer);
    place.replaceChildren(html("h3", {}, "Check yourself"), asked, folded);
    place.classList.add("check");
    place.setAttribute("data-part", "check");
  }

  function refresh(): void {
    if (!shown) return;
    const model = session.model();
    where(model, shown);
    for (const span of element.querySelectorAll("[data-config]")) {
      const value = configNumber(model.config, span.getAttribute("data-config") ?? "");
      if (value !== null) setText(span, String(value));
    }
    element.querySelector('[data-part="start-path"]')?.toggleAttribute("hidden", store.state.path === shown.id);
    numbers?.update();
  }

  /** Links to the concept's tensors; made anew only for another model, block or concept, so that none loses the focus. */
  function where(model: ModelEntry, node: ConceptNode): void {
    const block = blockAt(store.state, model);
    const wanted = `${model.id} ${block}`;
    if (met.dataset["for"] === wanted) return;
    met.dataset["for"] = wanted;
    const hooks = hooksMet(model, node, block);
    const list = (some: readonly Hook[]) => some.flatMap((hook, i) => [i > 0 ? ", " : " ", hookLink(hook)]);
    const inside = hooks.filter(({ stage }) => blockOf(stage) !== null);
    const outside = hooks.filter((hook) => !inside.includes(hook));
    const overview = stateLink(
      store,
      { view: "overview", open: inside.length > 0 ? String(block) : "" },
      { "data-part": "in-overview" },
      inside.length > 0 ? `block ${block} in the overview` : "the overview",
    );
    met.replaceChildren(
      html("span", { class: "quiet" }, "Show me in the model:"),
      ...list(inside),
      html("span", { class: "quiet" }, inside.length > 0 ? ` of block ${block}${outside.length > 0 ? "," : ""}` : ""),
      ...list(outside),
      ...(node.stage === "interaction" ? [html("span", { class: "quiet" }, ", "), interactions(node)] : []),
      html("span", { class: "quiet" }, ", or "),
      overview,
    );
    met.hidden = hooks.length === 0;
  }

  /** Where patches' windows and fields are seen, and cut. */
  const interactions = (node: ConceptNode) =>
    stateLink(
      store,
      { view: "interaction", figure: node.id === "responsive-field" ? "field" : "window" },
      { "data-part": "in-interaction" },
      "on your picture, to be cut",
    );

  const hookLink = (hook: Hook) =>
    stateLink(
      store,
      { view: "detail", hook: hook.name, at: 0 },
      { class: `role-${kindOf(hook).role}`, "data-hook": hook.name, title: titleOf(hook) },
      html("code", {}, hook.name.replace(/^blocks\.\d+\./, "")),
    );

  function failed(body: HTMLElement, node: ConceptNode, error: unknown): void {
    const { message = "The texts could not be loaded", hint = "" } = error as { message?: string; hint?: string };
    body.replaceChildren(
      html("p", { class: "trouble", role: "alert" }, `${message} ${hint}`),
      html(
        "div",
        { class: "dialog-acts" },
        button({ class: "plain-button" }, "Try again", () => show(node)),
      ),
    );
  }

  const focus = () => element.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  return { element, show, refresh, focus };
}

/** Whether it has worked; a page from file:// or in a frame may be refused the clipboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
