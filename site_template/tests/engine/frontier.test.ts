// What a run with edits computes, on graphs drawn at random: just what descends from an edit and is needed, once.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { IMAGE, type Plan, planOf, type Question, type Reader } from "../../src/engine/frontier.ts";

/** A number of its own for every seed and turn, 0 to 1. */
function random(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), state | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    return ((state ^ (state >>> 14)) >>> 0) / 4294967296;
  };
}

/** Hooks that read one to three of those before them; the first reads the picture, some read nothing. */
function graphOf(next: () => number, size: number): Reader[] {
  const hooks: Reader[] = [];
  for (let i = 0; i < size; i++) {
    const count = i === 0 ? 0 : Math.floor(next() * 4);
    const inputs = Array.from({ length: count }, () => hooks[Math.floor(next() * i)]!.name);
    hooks.push({ name: `h${i}`, inputs: i === 0 ? [IMAGE] : [...new Set(inputs)] });
  }
  return hooks;
}

/** Two attention blocks as the table has them, one head of a model behind them. */
function transformer(): Reader[] {
  const hooks: Reader[] = [{ name: "embed", inputs: [IMAGE] }];
  let stream = "embed";
  for (const b of [0, 1, 2]) {
    const add = (name: string, ...inputs: string[]) => hooks.push({ name: `${b}.${name}`, inputs });
    add("pre", stream);
    for (const part of ["q", "k", "v"]) add(part, `${b}.pre`);
    add("scores", `${b}.q`, `${b}.k`);
    add("pattern", `${b}.scores`);
    add("z", `${b}.pattern`, `${b}.v`);
    add("mid", `${b}.pre`, `${b}.z`);
    add("post", `${b}.mid`);
    stream = `${b}.post`;
  }
  return [...hooks, { name: "logits", inputs: [stream] }];
}

function questionOf(seed: number): Question {
  const next = random(seed + 1);
  const hooks = seed % 5 === 0 ? transformer() : graphOf(next, 4 + Math.floor(next() * 40));
  const some = (share: number) => new Set(hooks.filter(() => next() < share).map(({ name }) => name));
  const given = some(0.1);
  const edited = new Set([...some(0.15)].filter((name) => !given.has(name)));
  const all = [...given, ...edited];
  const fresh = seed % 4 === 0 ? null : new Set(all.filter(() => next() < 0.6));
  return { hooks, given, edited, fresh, wanted: [...some(0.3), hooks.at(-1)!.name] };
}

/** The same by its definition, with one search from each hook. */
function expectedOf({ hooks, given, fresh, wanted }: Question): Set<string> {
  const byName = new Map(hooks.map((hook) => [hook.name, hook]));
  const inputsOf = (name: string) => byName.get(name)?.inputs ?? [];
  /** Whether something that is new lies on a way to the hook; ways end at hooks whose values are given. */
  const isNew = (name: string): boolean =>
    fresh === null ? !given.has(name) : fresh.has(name) || (!given.has(name) && inputsOf(name).some(isNew));
  const wouldDiffer = (name: string) => fresh === null || inputsOf(name).some(isNew);
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (!byName.has(name) || given.has(name) || found.has(name) || !wouldDiffer(name)) return;
    found.add(name);
    for (const input of inputsOf(name)) visit(input);
  };
  for (const name of wanted) visit(name);
  return found;
}

const QUESTIONS = Array.from({ length: 400 }, (_, seed) => questionOf(seed));
const computedBy = ({ steps }: Plan): string[] => steps.flatMap(({ computes }) => computes);

describe("on any graph", () => {
  test("what is computed is what descends from an edit and is needed, each once", () => {
    for (const question of QUESTIONS) {
      const computed = computedBy(planOf(question));
      assert.equal(new Set(computed).size, computed.length);
      assert.deepEqual(new Set(computed), expectedOf(question));
    }
  });

  test("a step computes from what it reads alone, and reads nothing that it computes, but for edited hooks", () => {
    for (const question of QUESTIONS) {
      for (const { reads, gives, computes } of planOf(question).steps) {
        const there = new Set([...reads, ...computes.filter((name) => !question.edited.has(name))]);
        for (const name of computes) {
          const { inputs } = question.hooks.find((hook) => hook.name === name)!;
          for (const input of inputs) assert.ok(there.has(input), `${name} reads ${input}`);
        }
        assert.equal(reads.filter((name) => computes.includes(name)).length, 0);
        for (const name of gives) assert.ok(computes.includes(name));
      }
    }
  });

  test("what a step reads is known, given, patched, or given by a step before it that has not freed it", () => {
    for (const question of QUESTIONS) {
      const plan = planOf(question);
      const all = new Set([...computedBy(plan), ...plan.patched]);
      const there = new Set(plan.patched);
      for (const { reads, gives, frees } of plan.steps) {
        for (const name of reads) assert.ok(!all.has(name) || there.has(name), name);
        for (const name of gives) there.add(name);
        for (const name of frees) assert.ok(there.delete(name), name);
      }
      // Left over is only what was asked for, and what is patched and read by nobody.
      for (const name of there) assert.ok(plan.patched.includes(name) && question.wanted.includes(name), name);
    }
  });

  test("what is asked for is given, patched, or as it was", () => {
    for (const question of QUESTIONS) {
      const plan = planOf(question);
      const gives = new Set(plan.steps.flatMap((step) => step.gives));
      const computed = new Set(computedBy(plan));
      for (const name of question.wanted) assert.equal(computed.has(name), gives.has(name));
    }
  });

  test("only hooks whose own value cannot change are patched", () => {
    for (const question of QUESTIONS) {
      for (const name of planOf(question).patched) {
        assert.ok(question.edited.has(name) && question.fresh?.has(name));
        assert.ok(!expectedOf({ ...question, wanted: [name] }).has(name));
      }
    }
  });
});

describe("on a transformer", () => {
  const hooks = transformer();
  const ask = (change: Partial<Question>) =>
    planOf({ hooks, given: new Set(), edited: new Set(), fresh: new Set(), wanted: ["logits"], ...change });
  const masked = (...blocks: number[]) => {
    const names = new Set(blocks.map((block) => `${block}.scores`));
    return ask({ edited: names, fresh: names });
  };

  test("nothing is computed where nothing is edited", () => {
    assert.deepEqual(ask({}), { patched: [], steps: [] });
  });

  test("blocks before the first mask cost nothing", () => {
    const plan = masked(1);
    assert.deepEqual(plan.patched, ["1.scores"]);
    assert.deepEqual(
      plan.steps.map(({ reads }) => reads),
      [["1.scores", "1.v", "1.pre"]],
    );
    assert.ok(!computedBy(plan).some((name) => name.startsWith("0.") || /^1\.[qkv]$/.test(name)));
  });

  test("from one masked block's scores to the next one's", () => {
    const plan = masked(0, 2);
    assert.deepEqual(plan.patched, ["0.scores"]);
    assert.deepEqual(
      plan.steps.map(({ reads, gives }) => [reads, gives]),
      [
        [
          ["0.scores", "0.v", "0.pre"],
          ["2.pre", "2.v", "2.scores"],
        ],
        [["2.scores", "2.v", "2.pre"], ["logits"]],
      ],
    );
  });

  test("edits beside each other are of one step", () => {
    const edited = new Set(["0.q", "0.k"]);
    assert.equal(ask({ edited, fresh: edited }).steps.length, 1);
    const plan = ask({ edited: new Set(["1.q", "1.k", "0.z"]), fresh: new Set(["0.z"]) });
    assert.deepEqual(plan.steps[0]!.gives, ["1.pre", "1.q", "1.k", "1.v"]);
    assert.equal(plan.steps.length, 2);
  });

  test("behind values that are given nothing of what they would come from is computed", () => {
    const plan = ask({ given: new Set(["1.pre"]), fresh: new Set(["1.pre"]) });
    assert.ok(!computedBy(plan).some((name) => name.startsWith("0.") || name === "1.pre"));
    const far = ask({ given: new Set(["2.post"]), edited: new Set(["0.scores"]), fresh: new Set(["0.scores"]) });
    assert.deepEqual(far.steps, []);
  });

  test("of a branch that nobody asked for nothing is computed", () => {
    const fresh = new Set(["0.pre"]);
    assert.deepEqual(computedBy(ask({ given: fresh, fresh, wanted: ["0.pattern"] })), [
      "0.q",
      "0.k",
      "0.scores",
      "0.pattern",
    ]);
  });

  test("without a run that is there, all is computed from the picture", () => {
    const plan = ask({ fresh: null });
    assert.deepEqual(
      plan.steps.map(({ reads }) => reads),
      [[IMAGE]],
    );
    assert.equal(computedBy(plan).length, hooks.length);
  });
});
