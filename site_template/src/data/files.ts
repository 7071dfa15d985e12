/**
 * Text out of a file beside the page, over https, in a sandboxed frame and from file:// alike: by script or by
 * stylesheet, which are all that a page may load there.
 *
 * A script calls `elvitChunk(its own name, text)`. A stylesheet holds its text in custom properties, numbered from 0: a
 * browser keeps the source of every script that has run as long as the page, but nothing of a stylesheet that is gone.
 */

/** By file: who waits for its text. */
const awaited = new Map<string, (text: string) => void>();

declare global {
  // eslint-disable-next-line no-var -- only `var` declares a property of globalThis
  var elvitChunk: ((file: string, text: string) => void) | undefined;
}

globalThis.elvitChunk = (file, text) => awaited.get(file)?.(text);

/** By file: how often it did not hold what it should. */
const distrusted = new Map<string, number>();

export class Missing extends Error {}

/** What the file held was no good: next time no cache may give the same again. */
export function distrust(file: string): void {
  distrusted.set(file, (distrusted.get(file) ?? 0) + 1);
}

const addressOf = (file: string): string => (distrusted.has(file) ? `${file}?${distrusted.get(file)}` : file);

/**
 * The text's pieces, in order; none, or not all, where the file is damaged.
 *
 * @param ahead whether the browser may take its time.
 * @throws Missing when there is no such file.
 */
export function loadText(file: string, ahead: boolean): Promise<readonly string[]> {
  return file.endsWith(".css") ? loadSheet(file, ahead) : loadScript(file, ahead);
}

async function loadScript(file: string, ahead: boolean): Promise<readonly string[]> {
  const script = document.createElement("script");
  script.fetchPriority = ahead ? "low" : "high";
  script.src = addressOf(file);
  const pieces: string[] = [];
  awaited.set(file, (text) => pieces.push(text));
  try {
    await loaded(script, () => document.head.append(script));
    return pieces;
  } finally {
    awaited.delete(file);
    script.remove();
  }
}

async function loadSheet(file: string, ahead: boolean): Promise<readonly string[]> {
  const link = document.createElement("link");
  link.fetchPriority = ahead ? "low" : "high";
  link.rel = "stylesheet";
  link.href = addressOf(file);
  // In a tree of its own, so that no other element's style depends on it.
  const host = document.createElement("span");
  host.hidden = true;
  host.attachShadow({ mode: "open" }).append(link);
  try {
    await loaded(link, () => document.body.append(host));
    return [...properties(getComputedStyle(host))];
  } finally {
    host.remove();
  }
}

function* properties(style: CSSStyleDeclaration): Generator<string> {
  for (let number = 0; ; number++) {
    // The quotes belong to the value.
    const text = style.getPropertyValue(`--${number}`).trim();
    if (!text) return;
    yield text.slice(1, -1);
  }
}

function loaded(element: HTMLElement, insert: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = () => reject(new Missing());
    insert();
  });
}
