/** One concept: what it is, how it hangs together with others, where to see it, its texts, numbers and question. */
import type { ConceptNode, Concepts, ConceptText, ConceptTexts } from "../../data/concepts.ts";
import { configNumber } from "../../hooks/sizes.ts";
import { button, html, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { copyable } from "./code.ts";
import { heading } from "./heading.ts";
import { inModel } from "./in-model.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import { fresh, opening } from "./state-links.ts";
import { ARTICLE } from "./words.ts";

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
  const model = inModel(context);
  let shown: ConceptNode | null = null;
  let numbers: Numbers | null = null;

  function show(node: ConceptNode): void {
    shown = node;
    numbers = null;
    const body = html("div", { class: "concept-body" }, html("p", { class: "quiet" }, ARTICLE.waiting));
    const inFull = html("h2", { class: "off-screen" }, ARTICLE.inFull);
    element.replaceChildren(heading(store, concepts, node), model.renew(node), inFull, body);
    refresh();
    texts().then(
      (all) => shown === node && fill(body, all[node.id]),
      (error: unknown) => shown === node && body.replaceChildren(...failure(error, () => show(node))),
    );
  }

  function fill(body: HTMLElement, text: ConceptText | undefined): void {
    if (!text) return void body.replaceChildren(html("p", {}, ARTICLE.noText));
    body.innerHTML = text.html;
    for (const link of body.querySelectorAll<HTMLAnchorElement>("a[data-concept]"))
      if (concepts.nodes.some(({ id }) => id === link.dataset["concept"])) inPlace(context, link);
    for (const pre of body.querySelectorAll("pre")) copyable(context, pre);
    numbers = fillNumbers(context, body, text);
    const check = body.querySelector<HTMLElement>('[data-slot="check"]') ?? body.appendChild(html("section", {}));
    question(check, text);
    refresh();
  }

  function refresh(): void {
    if (!shown) return;
    model.update();
    for (const span of element.querySelectorAll("[data-config]")) {
      const value = configNumber(session.model().config, span.getAttribute("data-config") ?? "");
      if (value !== null) setText(span, String(value));
    }
    element.querySelector('[data-part="start-path"]')?.toggleAttribute("hidden", store.state.path === shown.id);
    numbers?.update();
  }

  const focus = () => element.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  return { element, show, refresh, focus };
}

/** A link of the text opens its concept in this view. */
function inPlace({ store }: Context, link: HTMLAnchorElement): void {
  const change = opening(link.dataset["concept"]!);
  link.href = store.link(change);
  fresh(link, () => store.link(change));
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.set(change);
  });
}

/** In the place that the text keeps for them, else at its end. */
function fillNumbers(context: Context, body: HTMLElement, text: ConceptText): Numbers {
  const list = body.querySelector<HTMLElement>('[data-slot="numbers"]') ?? body.appendChild(html("ul", {}));
  const place = document.createComment("");
  list.replaceWith(place);
  const numbers = numbersOf(context, list, text.numbers);
  place.replaceWith(numbers.element);
  return numbers;
}

function question(place: HTMLElement, text: ConceptText): void {
  const [asked, answer] = [html("div", { class: "question" }), html("div", { class: "answer" })];
  asked.innerHTML = text.question;
  answer.innerHTML = text.answer;
  const folded = html("details", { "data-part": "answer" }, html("summary", {}, ARTICLE.answer), answer);
  place.replaceChildren(html("h3", {}, ARTICLE.question), asked, folded);
  place.classList.add("check");
  place.setAttribute("data-part", "check");
}

function failure(error: unknown, again: () => void): HTMLElement[] {
  const { message = ARTICLE.failed, hint = "" } = error as { message?: string; hint?: string };
  return [
    html("p", { class: "trouble", role: "alert" }, `${message} ${hint}`),
    html("div", { class: "dialog-acts" }, button({ class: "plain-button" }, ARTICLE.retry, again)),
  ];
}
