/** Elements written in one line: a tag, its attributes, its children. */

type Value = string | number | boolean | null | undefined;
export type Child = Node | string | null;
export type Attributes = Readonly<Record<string, Value>>;

const SVG = "http://www.w3.org/2000/svg";

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets an attribute, or removes it for null, undefined and false; true is the empty attribute. */
export function setAttribute(element: Element, name: string, value: Value): void {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A button that does one thing. */
export function button(attributes: Attributes, label: Child, act: (event: MouseEvent) => void): HTMLButtonElement {
  const made = html("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** Custom properties and sizes go through the object model: style attributes are forbidden by the page's policy. */
export function style(element: HTMLElement | SVGElement, properties: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, String(value));
}

/** Replaces the text only where it differs, so that nothing is announced or repainted twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export const reducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
