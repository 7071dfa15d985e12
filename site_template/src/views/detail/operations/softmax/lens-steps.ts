/** The logit lens as it is told, block by block. */
import { largest } from "../../../../maths/statistics.ts";
import type { LensRow } from "../../../../maths/workings/lens.ts";
import type { Step } from "../../operation.ts";
import type { LensReading } from "./lens-reading.ts";
import { lensStep } from "./words.ts";

const SECONDS = 0.8;

/** One step a block. */
export function lensSteps({ rows }: LensReading, names: readonly string[]): readonly Step[] {
  const final = rows.at(-1)!.leader;
  const isFinal = ({ leader }: LensRow) => leader === final;
  return rows.map(({ probabilities }, block) => ({
    phase: "blocks",
    index: block,
    count: rows.length,
    seconds: SECONDS,
    lines: [],
    say() {
      const [first, second] = largest(probabilities, 2).map((at) => [names[at]!, probabilities[at]!] as const);
      const isLast = block === rows.length - 1;
      const isSettled = block > 0 && rows.slice(block).every(isFinal) && !isFinal(rows[block - 1]!);
      return lensStep({ block, first: first!, second: second ?? null, isLast, isSettled });
    },
  }));
}
