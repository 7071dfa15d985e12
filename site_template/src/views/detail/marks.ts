/** Which patches of the picture a step is about, and what they are in it. */
import { planeAxes } from "../../maths/plane.ts";
import { isTokenAxis } from "../../maths/tokens.ts";
import type { Mark } from "../../page/context.ts";
import type { Setting, Step } from "./operation.ts";
import { lastAxis } from "./setting.ts";

export function marksOf({ hook, cell }: Setting, step: Step | null): readonly Mark[] {
  if (step?.marks) return step.marks;
  if (lastAxis(hook) !== "key")
    return isTokenAxis(planeAxes(hook).rowAxis) ? [{ token: cell.token, role: "stream" }] : [];
  return [
    { token: cell.token, role: "query" },
    { token: cell.column, role: "key" },
  ];
}
