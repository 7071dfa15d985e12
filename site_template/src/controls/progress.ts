import type { Status } from "../engine/engine.ts";
import { html, style } from "../marks/element.ts";
import { megabytes, milliseconds, roughly, speed } from "../maths/numbers.ts";

/** What a status says in one line. */
export function statusText(status: Status): string {
  if (status.state === "loading") return loadingText(status);
  if (status.state === "stopped")
    return status.totalBytes > 0 ? `loading was stopped, ${cameOf(status)} are here` : "loading was stopped";
  if (status.state === "running") return "running the model";
  if (status.state === "ready") return `${status.backend}, ${milliseconds(status.milliseconds)}`;
  if (status.state === "failed") return `failed: ${status.message.replace(/\.$/, "")}`;
  return "starting";
}
export type Coming = Extract<Status, { readonly state: "loading" | "stopped" }>;
export const cameOf = ({ bytes, totalBytes }: Coming) => `${megabytes(bytes)} of ${megabytes(totalBytes)} MB`;
/** How much has come, and once the line is known, how fast and how long the rest will take. */
export function loadingText(status: Coming): string {
  if (status.total === 0) return "loading the program that runs the model";
  const { done, total, bytes, totalBytes, perSecond } = status;
  const rest = perSecond
    ? `, ${speed(perSecond)} a second, about ${roughly((totalBytes - bytes) / perSecond)} left`
    : "";
  return `loading ${Math.min(done + 1, total)} of ${total} parts, ${cameOf(status)}${rest}`;
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
