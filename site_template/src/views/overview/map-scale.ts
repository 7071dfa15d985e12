/** One scale for the small pictures of all blocks, so that they can be compared. */

import { type ColourScale, scaleFor, signedScale } from "../../marks/colours.ts";
import { magnitudeAt } from "../../maths/statistics.ts";
import type { State } from "../../state/table.ts";
import type { Current } from "./current.ts";

/** Share of the cosines that the colours reach. */
const USUAL = 0.98;

/** Null while there is no picture. */
export function mapScaleOf(current: Current, { maps, range }: State): ColourScale | null {
  if (current.flow.maps.size === 0) return null;
  const values = ofPatches(current);
  if (maps === "attention") return scaleFor(values, current.tone(), range);
  const most = values.reduce((reach, value) => Math.max(reach, Math.abs(value)), 0);
  const usual = range === "most" ? magnitudeAt(values, USUAL) : most;
  const reach = Math.max(0.1, Math.ceil(usual * 20) / 20);
  return signedScale(reach, current.tone(), most > reach);
}

/** The values of all patches in all blocks, behind each other. */
function ofPatches(current: Current): Float32Array {
  const { prefix } = current.grid();
  const all = [...current.flow.maps.values()].map(({ values }) => values.subarray(prefix));
  const joined = new Float32Array(all.reduce((sum, one) => sum + one.length, 0));
  all.reduce((at, one) => (joined.set(one, at), at + one.length), 0);
  return joined;
}
