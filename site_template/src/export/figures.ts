/** Which figures are on screen, and what they are called. */

export interface Figure {
  readonly name: string;
  readonly element: HTMLElement | SVGElement;
  /** Legends that belong to it but stand elsewhere. */
  readonly legends: readonly HTMLElement[];
}

/** Marked as a figure, or a figure by its tag; a drawing that stands alone is one as well. */
const MARKED = "[data-figure], figure";
const ALONE = "svg, canvas";
/** A drawing smaller than this, in pixels, is a sign and no figure. */
const LEAST = { width: 160, height: 90 };

/**
 * Figures of the view, then those beside it. A figure may say its name in `data-figure` (an empty one: this is no
 * figure, nor is anything in it), and in `data-legend` where its legend stands, as a selector within the view.
 */
export function figuresOnScreen(page: Document): Figure[] {
  const main = page.querySelector<HTMLElement>('[data-part="main"]');
  const beside = page.querySelectorAll<HTMLElement>(".anchor [data-figure]");
  const inView = main ? [...main.querySelectorAll<HTMLElement>(`${MARKED}, ${ALONE}`)] : [];
  const found = [...inView, ...beside].filter((element) => isSeen(element) && !element.closest('[data-figure=""]'));
  // The outermost ones: what lies within a figure is a part of it.
  return found
    .filter((element) => !found.some((other) => other !== element && other.contains(element)))
    .sort((a, b) => Number(!inView.includes(a)) - Number(!inView.includes(b)) || place(a, b))
    .map((element, i) => ({ element, name: nameOf(element) || `Figure ${i + 1}`, legends: legendsOf(element, main) }));
}

const place = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

function isSeen(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  const least = element.matches(ALONE) ? LEAST : { width: 1, height: 1 };
  return width >= least.width && height >= least.height && element.checkVisibility?.() !== false;
}

function nameOf(element: HTMLElement): string {
  const labelled = element.getAttribute("aria-labelledby");
  const heading = labelled
    ? element.ownerDocument.getElementById(labelled)
    : element.querySelector("h2, h3, .figure-title");
  const said = [element.dataset["figure"], heading?.textContent, element.getAttribute("aria-label")];
  const name = said.find((text) => text?.trim()) ?? "";
  // A label may go on to say how the figure is used.
  return name
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[.;:] .*/, "")
    .slice(0, 70);
}

function legendsOf(element: HTMLElement, main: HTMLElement | null): HTMLElement[] {
  const where = element.dataset["legend"];
  return where && main ? [...main.querySelectorAll<HTMLElement>(where)].filter(isSeen) : [];
}
