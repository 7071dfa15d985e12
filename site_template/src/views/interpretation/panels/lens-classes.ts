/** The classes of the logit lens: which colour each has, and the list of those that patches would say. */
import { button, html, style } from "../../../marks/element.ts";
import { strengthOf } from "./lens-map.ts";
import { lensWords } from "./words/lens.ts";

/** Colours that there are; the classes beyond share the last, grey one. */
const HUES = 8;

/** Colours stay with their classes for as long as the picture is shown. */
export interface Hues {
  /** The number of a colour, given out with the first asking; null where all are taken. */
  of(index: number): number | null;
}

export function createHues(): Hues {
  const given = new Map<number, number>();
  return {
    of(index) {
      const kept = given.get(index);
      if (kept !== undefined) return kept;
      if (given.size >= HUES) return null;
      given.set(index, given.size);
      return given.size - 1;
    },
  };
}

export interface ClassEntry {
  readonly hue: number | null;
  readonly name: string;
  readonly patches: number;
}

export interface ClassList {
  readonly element: HTMLElement;
  show(entries: readonly ClassEntry[]): void;
}

/** @param only told the colour that is to be shown alone; nothing shows all. */
export function classList(only: (hue: number | null | undefined) => void): ClassList {
  const { classes: words } = lensWords;
  const element = html("ul", { class: "ip-classes", "data-part": "lens-classes", "aria-label": words.name });

  function entry({ hue, name, patches }: ClassEntry): HTMLElement {
    const made = button({ class: "ip-class", title: words.alone }, swatchOf(hue), () => undefined);
    const unit = html("span", { class: "off-screen" }, patches === 1 ? words.patch : words.patches);
    const count = html("span", { class: "figures quiet" }, String(patches), unit);
    made.append(html("span", {}, `${name} `), count);
    for (const event of ["pointerenter", "focus"]) made.addEventListener(event, () => only(hue));
    for (const event of ["pointerleave", "blur"]) made.addEventListener(event, () => only(undefined));
    return html("li", {}, made);
  }

  return {
    element,
    show: (entries) => element.replaceChildren(...entries.map(entry)),
  };
}

const swatchOf = (hue: number | null): HTMLElement =>
  html("span", { class: `ip-swatch ip-swatch-${hue ?? "rest"}`, "aria-hidden": "true" });

/** The legend of how strong colours are. */
export function strengths(): HTMLElement {
  const steps = [0.1, 0.25, 0.5, 1].map((probability) => {
    const swatch = swatchOf(null);
    style(swatch, { opacity: strengthOf(probability).toFixed(3) });
    return html("span", { class: "ip-step" }, swatch, `${probability * 100}\u00a0%`);
  });
  return html("p", { class: "ip-strength quiet" }, lensWords.probability, ...steps);
}
