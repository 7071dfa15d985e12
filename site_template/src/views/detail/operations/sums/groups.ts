/** Names over or numbers under groups of a vector, such as heads. */
import { type Child, html, style } from "../../../../marks/element.ts";
import { type Across, leftOf, middleOf } from "../../figures/across.ts";
import { type Lane, lane } from "../../figures/lanes.ts";

export interface GroupText {
  readonly full: string;
  readonly short: string;
}

export interface GroupRow {
  readonly lane: Lane;
  /** One text a group; that of the chosen one is strong. Where there is no room for all, the others are short. */
  draw(texts: readonly GroupText[], shape: Across, chosen: number | null): void;
}

const ROW_HEIGHT = 14;
const CHARACTER = 5.9;

export function groupRow(role: string, name: Child, under: string | null = null): GroupRow {
  const own = lane(role, "groups");
  own.name(name, under);
  return {
    lane: own,
    draw(texts, shape, chosen) {
      own.size(shape.width, ROW_HEIGHT);
      const wide = shape.group * shape.unit;
      const fits = Math.max(...texts.map(({ full }) => full.length)) * CHARACTER <= wide;
      own.clip.replaceChildren(
        ...texts.map(({ full, short }, i) => {
          const shown = html("span", { class: "group-text" }, fits || i === chosen ? full : short);
          shown.classList.toggle("chosen", i === chosen);
          const first = i * shape.group;
          const last = Math.min(shape.count, first + shape.group) - 1;
          const [left, right] = [leftOf(shape, first), middleOf(shape, last) + shape.unit / 2];
          style(shown, { left: `${left}px`, width: `${right - left}px` });
          return shown;
        }),
      );
    },
  };
}
