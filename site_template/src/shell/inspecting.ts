/** The inspector is a part of the program that is fetched when an address first names a matrix. */
import { line } from "../data/line.ts";
import { EngineError } from "../errors.ts";
import { button, html } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { whyFailed } from "../page/words.ts";
import type { State } from "../state/table.ts";
import { MOUNTING } from "./words.ts";

type Update = (state: State) => void;

export const loadInspector = async (): Promise<(context: Context) => Update> =>
  (await import("../inspector/index.ts")).inspector;

export function inspecting(context: Context): Update {
  let update: Update | null = null;
  let isComing = false;

  async function fetchIt(): Promise<void> {
    isComing = true;
    try {
      update = (await line.wanted(loadInspector()))(context);
      update(context.store.state);
    } catch (error) {
      context.store.set({ inspect: "" });
      tell(error as Error);
    } finally {
      isComing = false;
    }
  }

  return (state) => {
    if (update) update(state);
    else if (state.inspect !== "" && !isComing) void fetchIt();
  };
}

/** Whoever asks for a matrix once more has the program asked for once more. */
function tell(error: Error): void {
  const close = button({ class: "plain-button" }, MOUNTING.close, () => dialog.close());
  const title = html("h2", {}, MOUNTING.failed(MOUNTING.inspector));
  const text = html("p", {}, whyFailed(error.message, error instanceof EngineError ? error.hint : ""));
  const dialog = html("dialog", { class: "stopped", "data-part": "inspector-failed" }, title, text, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
