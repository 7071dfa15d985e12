/** What a visitor is likely to want next, fetched once the first view stands; the model comes after it. */
import { readTexts } from "../data/concepts.ts";
import { line } from "../data/line.ts";
import { readMaps } from "../data/maps.ts";
import type { Context } from "../page/context.ts";
import { loadInspector } from "./inspecting.ts";
import { VIEWS } from "./views.ts";

/** What does not come is asked for again, and told of, when it is wanted. */
export function prefetch(context: Context): Promise<void> {
  return line.wanted(inOrder(context));
}

/** A line is slow by its distance as well as by its width: this many files at once. */
const AT_ONCE = 2;

async function inOrder({ manifest, session }: Context): Promise<void> {
  await readMaps(session.model(), session.picture().id).catch(() => null);
  const [views, texts] = [VIEWS.map((view) => view.load), () => readTexts(manifest.concepts)];
  // The background view is the first that is not there yet, and is nothing without its texts.
  const left: (() => Promise<unknown>)[] = [texts, ...views, loadInspector, loadFonts];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await next().catch(() => undefined);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** The sheet is switched off in the page, and for print, so that it holds nothing up; it is used once it has come. */
function loadFonts(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[data-part="fonts"]');
  if (!link) return Promise.resolve();
  return new Promise((done) => {
    link.onerror = () => done();
    link.onload = () => {
      link.media = "all";
      done();
    };
    link.disabled = false;
  });
}
