/** What all panels have: a title, controls, a figure with words beside it, and the way to the concept behind it. */
import { button, type Child, html, setAttribute, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { go, hasConcept } from "./links.ts";

export interface Frame {
  readonly element: HTMLElement;
  /** Controls and legends. */
  readonly bar: HTMLElement;
  readonly figure: HTMLElement;
  /** Beside the figure, below it where there is no room. */
  readonly side: HTMLElement;
  title(text: string): void;
  /** What is seen, in plain words; a string is a sentence of its own. */
  say(...paragraphs: (readonly Child[] | string)[]): void;
  /** Leaves the figure out and says why; null brings it back. */
  instead(text: string | null, ...more: readonly Child[]): void;
}

export interface FrameShape {
  readonly id: string;
  readonly title: string;
  /** Concept and what the link to it says. */
  readonly concept: readonly [id: string, text: string];
}

export function frame(context: Context, { id, title, concept }: FrameShape): Frame {
  const heading = html("h2", { id: `panel-${id}` }, title);
  const bar = html("div", { class: "ip-bar" });
  const figure = html("div", { class: "ip-figure" });
  const side = html("div", { class: "ip-side" });
  const words = html("div", { class: "ip-words", "data-part": `${id}-words` });
  const missing = html("p", { class: "ip-missing quiet", hidden: true, "data-part": `${id}-missing` });
  const body = html("div", { class: "ip-body" }, figure, side, words);
  const element = html(
    "section",
    { class: `ip ip-${id}`, "aria-labelledby": `panel-${id}`, "data-part": `panel-${id}`, "data-figure": title },
    heading,
    bar,
    missing,
    body,
  );
  const more = learn(context, ...concept);
  let said = "";
  return {
    element,
    bar,
    figure,
    side,
    title(text) {
      setText(heading, text);
      element.dataset["figure"] = text;
    },
    say(...paragraphs) {
      const made = paragraphs.map((one) => html("p", {}, ...(typeof one === "string" ? [one] : one)));
      const key = made.map((one) => one.innerHTML).join("\n");
      if (key !== said) words.replaceChildren(...made, ...(more ? [html("p", { class: "ip-more" }, more)] : []));
      said = key;
    },
    instead(text, ...others) {
      missing.hidden = text === null;
      body.hidden = text !== null;
      if (missing.dataset["text"] !== (text ?? ""))
        missing.replaceChildren(text ?? "", ...others.filter((one) => one !== null));
      missing.dataset["text"] = text ?? "";
    },
  };
}

/** A link to a concept; nothing where the site does not have it. */
export const learn = (context: Context, id: string, text: string): HTMLAnchorElement | null =>
  hasConcept(context.manifest, id)
    ? go(context, { view: "background", concept: id }, { "data-concept": id }, text)
    : null;

export interface Choice<T extends string> {
  readonly element: HTMLElement;
  /** Shows these options, one of them chosen. */
  update(options: readonly (readonly [value: T, text: string])[], chosen: T | null): void;
}

/** A word and the ways there are, one of them pressed. */
export function choice<T extends string>(name: string, part: string, pick: (value: T) => void): Choice<T> {
  const ways = html("span", { class: "ways" });
  const element = html(
    "div",
    { class: "ip-choice", "data-no-export": true, role: "group", "aria-label": name, "data-part": part },
    html("span", { class: "quiet" }, name),
    ways,
  );
  let shown = "";
  return {
    element,
    update(options, chosen) {
      const key = JSON.stringify(options);
      if (key !== shown)
        ways.replaceChildren(
          ...options.map(([value, text]) => button({ class: "way", "data-value": value }, text, () => pick(value))),
        );
      shown = key;
      for (const one of ways.children)
        setAttribute(one, "aria-pressed", String((one as HTMLElement).dataset["value"] === chosen));
      element.hidden = options.length < 2;
    },
  };
}

/** A word in the colour of what it names. */
export const coloured = (role: string, text: string): HTMLElement => html("b", { class: role }, text);
