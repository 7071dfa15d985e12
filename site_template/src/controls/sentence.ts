/** Controls as words of a sentence: a menu that is as wide as what it says. */
import { html } from "../marks/element.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

export interface Choice {
  readonly element: HTMLElement;
  show(options: readonly Option[], chosen: string): void;
}

/** A word of the sentence: a menu that is as wide as what it says. */
export function choice(label: string, part: string, choose: (value: string) => void): Choice {
  const menu = html("select", { "data-part": part, "aria-label": label });
  const shown = html("span", { class: "in-word-shown", "aria-hidden": "true" });
  let key = "";
  menu.addEventListener("change", () => choose(menu.value));
  return {
    element: html(
      "label",
      { class: "in-choice" },
      html("span", { class: "in-choice-label" }, label),
      " ",
      html("span", { class: "in-choice-word" }, shown, menu),
    ),
    show(options, chosen) {
      const next = JSON.stringify(options);
      if (next !== key) menu.replaceChildren(...grouped(options));
      key = next;
      menu.value = chosen;
      shown.textContent = options.find(({ value }) => value === chosen)?.label ?? "";
    },
  };
}

function grouped(options: readonly Option[]): HTMLElement[] {
  const groups = [...new Set(options.map(({ group }) => group ?? ""))];
  const made = (group: string) =>
    options
      .filter((option) => (option.group ?? "") === group)
      .map(({ value, label }) => html("option", { value }, label));
  return groups.flatMap((group) => (group === "" ? made(group) : [html("optgroup", { label: group }, ...made(group))]));
}
