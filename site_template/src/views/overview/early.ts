/** The small pictures of the blocks before the model can run: from the builder's maps of the chosen picture. */

import { stateOf } from "../../controls/load-button.ts";
import { type Maps, readMaps } from "../../data/maps.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { meanRow } from "../../maths/similarity.ts";
import { clampToken } from "../../maths/tokens.ts";
import type { Session } from "../../page/session.ts";
import type { State } from "../../state/table.ts";
import type { BlockMap } from "./block-map.ts";
import { planOf } from "./shapes.ts";

export interface Early {
  /** Asks for what the page shows now; nothing where the model is about to answer itself. */
  follow(state: State): void;
  /** What is on its way is not wanted any more. */
  stop(): void;
}

/** @param onThere told the maps by stage; none where the site has no maps of the picture. */
export function earlyMaps(session: Session, onThere: (maps: ReadonlyMap<string, BlockMap>) => void): Early {
  let asked = "";

  function isWanted(): boolean {
    const state = stateOf(session);
    return state !== "ready" && state !== "running";
  }

  return {
    follow({ maps, token: chosen }) {
      if (!isWanted()) return;
      const [model, picture] = [session.model(), session.picture()];
      const token = clampToken(gridOf(model.config), chosen);
      const key = JSON.stringify([model.id, picture.id, maps, token]);
      if (key === asked) return;
      asked = key;
      const stages = planOf(model.hooks).blocks.map(({ stage }) => stage);
      readMaps(model, picture.id).then(
        (found) =>
          asked === key &&
          onThere(new Map(found ? stages.map((stage, block) => [stage, mapOf(found, block, maps, token)]) : [])),
        () => asked === key && (asked = ""),
      );
    },
    stop: () => void (asked = ""),
  };
}

function mapOf(found: Maps, block: number, maps: State["maps"], token: number): BlockMap {
  const { pos, heads } = found.layout;
  const values =
    maps === "attention" && heads > 0
      ? meanRow(found.attention(block), heads, pos, pos, token)
      : found.similarity(block).subarray(token * pos, (token + 1) * pos);
  return { values, length: null, answers: found.answers(block) };
}
