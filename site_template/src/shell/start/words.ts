/** What the way in says, stop by stop; `{role|text}` is coloured. */
import type { ModelConfig } from "../../data/manifest.ts";
import { readoutName } from "../../hooks/readout.ts";
import { grouped } from "../../maths/numbers.ts";

export interface Facts {
  readonly patches: number;
  readonly width: number;
  readonly blocks: number;
  readonly config: ModelConfig;
  readonly answer: string | null;
  readonly tops: readonly string[];
  /** From which block on the likeliest class is what it is in the end. */
  readonly settled: number;
}

interface Words {
  title(facts: Facts): string;
  says(facts: Facts): string;
  task(facts: Facts): string;
}

const nBlocks = (count: number): string => (count === 1 ? "one block" : `${count} blocks`);

/** How the answer forms, in the words of the blocks' own answers. */
function forming({ tops, settled, blocks }: Facts): string {
  const last = tops.at(-1);
  if (last === undefined) return "Below each block stands what the model would say if it stopped there.";
  const lead = "Below each block stands what the model would say if it stopped there: ";
  if (settled === 0) return `${lead}here {class|${last}}, from the first block to the last.`;
  const first = `{class|${tops[0]!}} after block 0`;
  const when = settled === blocks - 1 ? "only after the last one" : `from block ${settled} on`;
  return `${lead}${first}, {class|${last}} ${when}.`;
}

export const STOP_WORDS: readonly Words[] = [
  {
    title: () => "A picture goes in, an answer comes out",
    says: ({ blocks, answer }) =>
      `This is a whole Vision Transformer, ${nBlocks(blocks)} deep. The picture goes in at one end, ` +
      `the answer comes out at the other${answer === null ? "." : `: {class|${answer}}.`}`,
    task: () => "Choose another picture and watch every part change.",
  },
  {
    title: ({ patches }) => `The picture is cut into ${patches} patches`,
    says: ({ width }) =>
      `The model never sees the whole at once. Each patch becomes a row of ${grouped(width)} numbers: a token.`,
    task: () => "Press play, then pick another patch on the picture.",
  },
  {
    title: () => "Patches look at one another",
    says: () =>
      "In every block each token gathers from the others what it needs: that is {pattern|attention}. " +
      "The maps show where the chosen patch looks.",
    task: () => "Pick another patch on the picture. Where does it look?",
  },
  {
    title: () => "One row of attention adds up to 1",
    says: () =>
      "Every token divides its attention among all tokens; here are the shares that the chosen patch gives away.",
    task: ({ config }) =>
      config.n_heads > 1
        ? "Press play, then choose another head. Does it look elsewhere?"
        : "Press play, then pick another patch. Does it look elsewhere?",
  },
  {
    title: () => "The answer forms block by block",
    says: forming,
    task: () => "Find a picture for which the answer changes late.",
  },
  {
    title: ({ config }) =>
      `Which patches have become ${config.readout === "token" ? `like ${readoutName(config)}` : "alike"}?`,
    says: ({ config }) =>
      config.readout === "token"
        ? "The answer is read from {cls|" + readoutName(config) + "}. The map shows which patches have become like it."
        : `The answer is read from ${readoutName(config)}. ` +
          "The map shows which patches have become like the chosen token.",
    task: () => "Go back through the blocks. Does the map find the thing itself, or what is around it?",
  },
  {
    title: () => "How few patches still make it the same?",
    says: ({ answer }) =>
      "Patches can be taken away, and the model answers without them." +
      (answer === null ? "" : ` Now it says {class|${answer}}.`),
    task: () => "Below, click patches away until the answer changes. Undo brings them back.",
  },
];

export const START = {
  place: (at: number, all: number) => `${at} of ${all}`,
  back: "Back",
  next: "Next",
  done: "Explore",
  show: "Show again",
  close: "Leave the way in",
  task: "Try: ",
  announced: (at: number, all: number, title: string) => `Stop ${at} of ${all}: ${title}`,
} as const;
