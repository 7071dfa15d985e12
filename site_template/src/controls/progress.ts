/** How far a model has come: as a line of text, and as a bar. */
import type { Status } from "../engine/engine.ts";
import { html, style } from "../marks/element.ts";
import * as words from "./words.ts";

/** What a status says in one line. */
export function statusText(status: Status): string {
  if (status.state === "loading") return loadingText(status);
  if (status.state === "stopped") return words.stopped(status.totalBytes > 0 ? cameOf(status) : null);
  if (status.state === "running") return words.RUNNING;
  if (status.state === "ready") return words.ready(status.backend, status.milliseconds);
  if (status.state === "failed") return words.failed(status.message);
  return words.STARTING;
}

export type Coming = Extract<Status, { readonly state: "loading" | "stopped" }>;

const cameOf = ({ bytes, totalBytes }: Coming) => words.came(bytes, totalBytes);

/** How much has come, and once the line is known, how fast and how long the rest will take. */
function loadingText(status: Coming): string {
  const { done, total, bytes, totalBytes, perSecond } = status;
  if (total === 0) return words.LOADING_PROGRAM;
  const rest = perSecond ? words.rest(perSecond, (totalBytes - bytes) / perSecond) : "";
  return words.loading(Math.min(done + 1, total), total, cameOf(status), rest);
}

export const isComing = (status: Status): status is Coming => status.state === "loading" || status.state === "stopped";

export const share = (status: Status): number =>
  isComing(status) && status.totalBytes > 0 ? status.bytes / status.totalBytes : 0;

/** A bar as thin as a hairline, for wherever something is on its way. */
export function progress(): { element: HTMLElement; update(status: Status): void } {
  const bar = html("span", { class: "progress-bar" });
  const element = html(
    "span",
    {
      class: "progress",
      role: "progressbar",
      "aria-label": words.LOADING_MODEL,
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
