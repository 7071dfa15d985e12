/** The status line: what the engine is doing, how far it is, what went wrong and what to do about it. */
import type { Status } from "../engine/engine.ts";
import { button, html, setText, style } from "../marks/element.ts";
import { megabytes, milliseconds, parameters, roughly, speed } from "../maths/numbers.ts";
import { gridOf } from "../maths/tokens.ts";
import { backendMenu } from "./backend.ts";
import type { Context } from "./context.ts";
import { onward } from "./onward.ts";

/** What a status says in one line. */
export function statusText(status: Status): string {
  if (status.state === "loading") return loadingText(status);
  if (status.state === "stopped") return status.totalBytes > 0 ? `loading was stopped, ${cameOf(status)} are here` : "loading was stopped";
  if (status.state === "running") return "running the model";
  if (status.state === "ready") return `${status.backend}, ${milliseconds(status.milliseconds)}`;
  if (status.state === "failed") return `failed: ${status.message.replace(/\.$/, "")}`;
  return "starting";
}

type Coming = Extract<Status, { readonly state: "loading" | "stopped" }>;

const cameOf = ({ bytes, totalBytes }: Coming) => `${megabytes(bytes)} of ${megabytes(totalBytes)} MB`;

/** How much has come, and once the line is known, how fast and how long the rest will take. */
function loadingText(status: Coming): string {
  if (status.total === 0) return "loading the program that runs the model";
  const { done, total, bytes, totalBytes, perSecond } = status;
  const rest = perSecond ? `, ${speed(perSecond)} a second, about ${roughly((totalBytes - bytes) / perSecond)} left` : "";
  return `loading ${Math.min(done + 1, total)} of ${total} parts, ${cameOf(status)}${rest}`;
}

const isComing = (status: Status): status is Coming => status.state === "loading" || status.state === "stopped";

const share = (status: Status): number => (isComing(status) && status.totalBytes > 0 ? status.bytes / status.totalBytes : 0);

/** A bar as thin as a hairline, for wherever something is on its way. */
export function progress(): { element: HTMLElement; update(status: Status): void } {
  const bar = html("span", { class: "progress-bar" });
  const element = html(
    "span",
    {
      class: "progress",
      role: "progressbar",
      "aria-label": "Loading the model",
      "aria-valuemin": 0,
      "aria-valuemax": 100,
      hidden: true,
    },
    bar,
  );
  return {
    element,
    update(status) {
      element.hidden = !isComing(status);
      style(bar, { transform: `scaleX(${share(status)})` });
      element.setAttribute("aria-valuenow", String(Math.round(share(status) * 100)));
    },
  };
}

/** `exports` stands at the end of the line. */
export function statusLine(root: HTMLElement, context: Context, exports: HTMLElement): () => void {
  const { session, store, announce } = context;
  const line = html("span", { class: "status-text", "data-part": "status-text" });
  const facts = html("span", { class: "status-facts" });
  const thin = progress();
  const menu = backendMenu(context);
  const noted = html("span", { role: "status", "data-part": "backend-note" });
  const way = onward(session, { class: "text-button", "data-part": "retry" }, true);
  const copied = button(
    { class: "text-button", "data-part": "copy-link" },
    "Copy link",
    () => void copyLink(copied, store.link({}), announce),
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
    if (state !== status.state && (status.state === "failed" || status.state === "stopped")) announce(`${statusText(status)}.${hint}`);
    state = status.state;
  };
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

function factsOf({ session }: Context): string {
  const { config, parameters: count } = session.model();
  return `${gridOf(config).tokens} tokens × ${config.d_model}, ${config.n_layers} blocks, ${config.n_heads} heads, ${parameters(count)} parameters`;
}

// The address itself may be a moment behind, or not be the page's to write: the link is made of the state.
async function copyLink(place: HTMLElement, hash: string, announce: (text: string) => void): Promise<void> {
  const said = (await copyText(new URL(hash, location.href).href)) ? "Link copied" : "Copy the address above";
  setText(place, said);
  announce(said);
  setTimeout(() => setText(place, "Copy link"), 2000);
}

/** Copies a text; false where the page may not. */
export async function copyText(text: string): Promise<boolean> {
  // A frame without an origin is refused with a complaint in the console: do not ask.
  if (origin === "null" && copyBySelection(text)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Frames are refused the clipboard, but not always the old command.
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = html("textarea", { class: "off-screen", "aria-hidden": "true" });
  area.value = text;
  // What stands outside of an open dialog cannot be selected.
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
