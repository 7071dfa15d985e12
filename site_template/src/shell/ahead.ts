/** What a visitor is likely to want next, fetched once the first view stands; the model comes after it. */
import { readTexts } from "../data/concepts.ts";
import { line } from "../data/line.ts";
import { readMaps } from "../data/maps.ts";
import type { Context } from "./context.ts";
import { VIEWS } from "./views.ts";

/** What does not come is asked for again, and told of, when it is wanted. */
export function loadAhead(context: Context): Promise<void> {
  return line.wanted(inOrder(context));
}

async function inOrder({ manifest, session }: Context): Promise<void> {
  await readMaps(session.model(), session.picture().id).catch(() => null);
  await Promise.allSettled([loadFonts(), loadViews().then(() => readTexts(manifest.concepts))]);
}

/** The sheet is switched off in the page, and for print, so that it holds nothing up; taken into use when it has come. */
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

/** One after the other: a view that is asked for meanwhile has most of the line. */
async function loadViews(): Promise<void> {
  for (const view of VIEWS) await view.load().catch(() => undefined);
}
