/** The status line: what the engine is doing, how far it is, what went wrong and what to do about it. */

import { loadButton } from "../controls/load-button.ts";
import { progress, statusText } from "../controls/progress.ts";
import type { Status } from "../engine/engine.ts";
import { copyText } from "../export/copy.ts";
import { gridOf } from "../hooks/sizes.ts";
import { button, html, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { backendMenu } from "./backend.ts";
import { STATUS } from "./words.ts";

/** `exports` stands at the end of the line. */
export function statusLine(root: HTMLElement, context: Context, exports: HTMLElement): () => void {
  const { session, store, announce } = context;
  const line = html("span", { class: "status-text", "data-part": "status-text" });
  const facts = html("span", { class: "status-facts" });
  const thin = progress();
  const menu = backendMenu(context);
  const noted = html("span", { role: "status", "data-part": "backend-note" });
  const way = loadButton(session, { class: "text-button", "data-part": "retry" }, true);
  const isOwn = () => !context.manifest.images.some(({ id }) => id === session.picture().id);
  const copied = button(
    { class: "text-button", "data-part": "copy-link" },
    STATUS.copyLink,
    () => void copyLink(copied, store.link({}), isOwn(), announce),
  );
  root.replaceChildren(
    html("div", { class: "status-left" }, line, way.element, menu.element, noted, facts),
    html("div", { class: "status-acts" }, copied, exports),
    thin.element,
  );
  let state = "";
  return () => {
    const outcome = session.outcome;
    const status: Status =
      outcome.kind === "failed" ? { state: "failed", message: outcome.message, hint: outcome.hint } : session.status;
    const hint = status.state === "failed" && status.hint ? ` ${sentence(status.hint)}` : "";
    setText(line, statusText(status) + (hint ? `.${hint}` : ""));
    const note = status.state === "ready" ? status.note : "";
    root.dataset["state"] = note ? "noted" : status.state;
    menu.update();
    setText(noted, note);
    way.update();
    thin.update(status);
    setText(facts, factsOf(context));
    if (state !== status.state && (status.state === "failed" || status.state === "stopped"))
      announce(STATUS.announced(statusText(status), hint));
    state = status.state;
  };
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

function factsOf({ session }: Context): string {
  const { config, parameters: count } = session.model();
  return STATUS.facts(gridOf(config).tokens, config.d_model, config.n_layers, config.n_heads, count);
}

// The address itself may be a moment behind, or not be the page's to write: the link is made of the state.
async function copyLink(
  place: HTMLElement,
  hash: string,
  isOwn: boolean,
  announce: (text: string) => void,
): Promise<void> {
  const isCopied = await copyText(new URL(hash, location.href).href);
  const said = !isCopied ? STATUS.linkRefused : isOwn ? STATUS.linkWithout : STATUS.linkCopied;
  setText(place, said);
  announce(said);
  setTimeout(() => setText(place, STATUS.copyLink), isOwn ? 12_000 : 2000);
}
