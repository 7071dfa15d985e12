/** The figures of the operations: made when they are first wanted, one at a time on the page. */
import type { Context } from "../../page/context.ts";
import type { Moment, OperationFigure, Setting } from "./operation.ts";
import { OPERATIONS } from "./operations/index.ts";

export interface FigureShelf {
  draw(setting: Setting, work: unknown, moment: Moment | null): void;
  at(setting: Setting, moment: Moment): void;
  destroy(): void;
}

export function figureShelf(context: Context, slot: HTMLElement): FigureShelf {
  const figures = new Map<string, OperationFigure<unknown>>();

  function figureOf({ page: { op } }: Setting): OperationFigure<unknown> | undefined {
    const made = figures.get(op) ?? OPERATIONS[op]?.figure(context);
    if (made) figures.set(op, made);
    return made;
  }

  return {
    draw(setting, work, moment) {
      const figure = figureOf(setting);
      if (!figure) return;
      if (slot.firstElementChild !== figure.element) slot.replaceChildren(figure.element);
      figure.draw(setting, work);
      if (moment) figure.at(moment);
    },
    at: (setting, moment) => figureOf(setting)?.at(moment),
    destroy() {
      for (const figure of figures.values()) figure.destroy();
    },
  };
}
