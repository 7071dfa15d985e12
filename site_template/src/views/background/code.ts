/** Code in a text: it can be scrolled by keyboard, and copied. */
import { copyText } from "../../export/copy.ts";
import { button, html, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { CODE } from "./words.ts";

/** How long it says that it has copied. */
const SAID = 2000;

export function copyable({ announce }: Context, pre: HTMLElement): void {
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", CODE.label);
  const copy = button({ class: "text-button copy", "data-part": "copy-code" }, CODE.copy, () => void copied());
  const copied = async () => {
    const isThere = await copyText(pre.textContent ?? "");
    setText(copy, isThere ? CODE.copied : CODE.refused);
    announce(isThere ? CODE.announceCopied : CODE.announceRefused);
    setTimeout(() => setText(copy, CODE.copy), SAID);
  };
  const frame = html("div", { class: "code-frame" });
  pre.replaceWith(frame);
  frame.append(copy, pre);
}
