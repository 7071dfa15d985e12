// Runs that are held, compared, repeated with edits of any hook, and released, in real browsers.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";

import type { Api } from "../../src/api/index.ts";
import type { GivenEdit, RerunOptions, RunOptions } from "../../src/api/options.ts";
import { type Change, expectedOf } from "./harness/attention.ts";
import { findBrowser, type Name, openBrowser } from "./harness/browser.ts";
import { PATCHES, WIDTH } from "./harness/model.ts";
import { writeSite } from "./harness/site.ts";

declare global {
  // eslint-disable-next-line no-var
  var elvit: Api<object>;
}

const picture = (seed: number): number[] => Array.from({ length: PATCHES * WIDTH }, (_, i) => Math.sin(seed + i * i));
const [ONE, TWO] = [picture(0), picture(5)];
const NOTHING = [null, null];
const ALL = new Array<number>(PATCHES * PATCHES).fill(1);
const MASK = ALL.map((_, pair) => (pair % 4 === 2 ? 0 : 1));
const values = (count: number, of: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => of(i));

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, where: string, tolerance = 1e-4): void {
  assert.equal(actual.length, expected.length, where);
  Array.from(expected).forEach((value, i) =>
    assert.ok(Math.abs(actual[i]! - value) <= tolerance, `${where}, ${i}: ${actual[i]} is not ${value}`),
  );
}

/** Edits, and what plain loops make of the hooks: after `blocks.0.hook_resid_pre` and so on. */
const EDITS: readonly {
  readonly name: string;
  readonly edits: readonly GivenEdit[];
  readonly masks?: readonly (number[] | null)[];
  readonly changes: Readonly<Record<string, Change>>;
}[] = [
  {
    name: "a stream is fed",
    edits: [{ hook: "blocks.1.hook_resid_pre", kind: "feed", values: TWO }],
    changes: { "blocks.1.hook_resid_pre": (own) => own.map((_, i) => TWO[i]!) },
  },
  {
    name: "one token of a stream is fed",
    edits: [
      {
        hook: "blocks.0.hook_resid_post",
        kind: "feed",
        values: TWO,
        where: values(PATCHES * WIDTH, (i) => (i < WIDTH ? 1 : 0)),
      },
    ],
    changes: { "blocks.0.hook_resid_post": (own) => own.map((value, i) => (i < WIDTH ? TWO[i]! : value)) },
  },
  {
    name: "a vector is added to every token",
    edits: [{ hook: "blocks.0.hook_resid_post", kind: "add", values: values(WIDTH, (d) => d / 8) }],
    changes: { "blocks.0.hook_resid_post": (own) => own.map((value, i) => value + (i % WIDTH) / 8) },
  },
  {
    name: "each token's values are scaled",
    edits: [{ hook: "blocks.1.attn.hook_v", kind: "scale", values: [0, 1, 2, -1], shape: [PATCHES, 1, 1] }],
    changes: { "blocks.1.attn.hook_v": (own) => own.map((value, i) => value * [0, 1, 2, -1][Math.floor(i / WIDTH)]!) },
  },
  {
    name: "scores are scaled, then masked, and a later stream is changed on top",
    edits: [
      { hook: "blocks.0.attn.hook_attn_scores", kind: "scale", values: [0.5], shape: [1] },
      { hook: "blocks.0.attn.hook_attn_scores", kind: "mask", values: MASK, shape: [PATCHES, PATCHES] },
      { hook: "blocks.1.hook_resid_pre", kind: "add", values: [1], shape: [1, 1] },
      { hook: "blocks.1.attn.hook_attn_scores", kind: "mask", values: [1, 1, 0, 1] },
    ],
    masks: [MASK, ALL.map((_, pair) => (pair % 4 === 2 ? 0 : 1))],
    changes: {
      "blocks.0.attn.hook_attn_scores": (own) => own.map((value) => value / 2),
      "blocks.1.hook_resid_pre": (own) => own.map((value) => value + 1),
    },
  },
  {
    name: "what is fed is added to",
    edits: [
      { hook: "blocks.0.hook_resid_post", kind: "scale", values: [7], shape: [1] },
      { hook: "blocks.0.hook_resid_post", kind: "feed", values: TWO },
      { hook: "blocks.0.hook_resid_post", kind: "add", values: [2], shape: [1] },
    ],
    changes: { "blocks.0.hook_resid_post": (own) => own.map((_, i) => TWO[i]! + 2) },
  },
];

for (const name of ["chromium", "firefox"] satisfies Name[]) {
  describe(name, { skip: findBrowser(name) === null && `${name} is not installed` }, () => {
    let folder: string;
    let browser: Browser;
    let page: Page;

    before(async () => {
      folder = await writeSite(undefined, "attentive");
      browser = await openBrowser(name);
      page = await browser.newPage();
      await page.goto(`file://${folder}/index.html`);
    });
    after(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    test("any hook may be edited: in a run, in its repetition, and in that one's", async () => {
      for (const { name, edits, masks = NOTHING, changes } of EDITS) {
        const found = await page.evaluate(
          async (image, edits) => {
            const given = Float32Array.from(image);
            const outright = await globalThis.elvit.run(given, { edits });
            const stream = await outright.tensor("blocks.1.hook_resid_post");
            const plain = await globalThis.elvit.run(given);
            const once = await plain.rerun({ edits });
            const lent = await once.tensor("blocks.1.hook_resid_post");
            let steps = plain;
            for (const [i, edit] of edits.entries()) steps = await steps.rerun({ edits: [edit], hold: i === 1 });
            const own = await steps.tensor("blocks.1.hook_resid_post");
            return [outright, once, steps]
              .map(({ logits }) => [...logits])
              .concat([stream, lent, own].map(({ data }) => [...data]));
          },
          ONE,
          edits,
        );
        const expected = expectedOf(ONE, masks, changes);
        for (const [i, way] of ["outright", "repeated", "step by step"].entries()) {
          assertClose(found[i]!, expected.logits, `${name}, ${way}: logits`, 1e-3);
          assertClose(found[3 + i]!, expected.stream, `${name}, ${way}: stream`, 1e-3);
        }
      }
    });

    test("two runs held at once give each its own tensors, and can be repeated", async () => {
      const found = await page.evaluate(
        async (one, two) => {
          const { elvit } = globalThis;
          const first = await elvit.run(Float32Array.from(one), { hold: true });
          const second = await elvit.run(Float32Array.from(two));
          await second.hold();
          const edited = await first.rerun({ remove: [2], hold: true });
          await elvit.run(new Float32Array(48));
          const tensors = await Promise.all(
            [first, second, edited].map((run) => run.tensor("blocks.1.hook_resid_post")),
          );
          const again = await second.rerun({ remove: [2] });
          first.release();
          const later = await edited.rerun({ feed: { hook_embed: two } });
          const streams = [...tensors, await later.tensor("blocks.1.hook_resid_post")].map(({ data }) => [...data]);
          for (const run of [second, edited, again, later]) run.release();
          return { streams, logits: [...again.logits] };
        },
        ONE,
        TWO,
      );
      const gone = ALL.map((_, pair) => (pair % 4 === 2 ? 0 : 1));
      const expected = [
        expectedOf(ONE, NOTHING),
        expectedOf(TWO, NOTHING),
        expectedOf(ONE, [gone, gone]),
        expectedOf(TWO, [gone, gone]),
      ];
      expected.forEach(({ stream }, i) => assertClose(found.streams[i]!, stream, `run ${i}`, 1e-3));
      assertClose(found.logits, expected[3]!.logits, "repeated", 1e-3);
    });

    test("a run that is released, or replaced without being held, says so; releasing twice does nothing", async () => {
      const problems = await page.evaluate(async (image) => {
        const { elvit } = globalThis;
        const said: string[] = [];
        const held = await elvit.run(Float32Array.from(image), { hold: true });
        const fleeting = await elvit.run(Float32Array.from(image));
        const child = await fleeting.rerun({ remove: [0] });
        held.release();
        held.release();
        await elvit.run(new Float32Array(48));
        const attempts = [
          () => held.tensor("logits"),
          () => held.rerun({ remove: [0] }),
          () => fleeting.tensor("logits"),
          () => fleeting.hold(),
          () => child.tensor("blocks.1.hook_resid_post"),
          () => child.rerun({ remove: [1] }),
        ];
        for (const attempt of attempts)
          said.push(
            await attempt().then(
              () => "",
              (error: Error) => error.message,
            ),
          );
        return said;
      }, ONE);
      const [released, replaced] = [/^This run has been released\.$/, /another one has taken their place/];
      [released, released, replaced, replaced, replaced, replaced].forEach((expected, i) =>
        assert.match(problems[i]!, expected),
      );
    });

    test("releasing gives the memory back, to the last tensor", async () => {
      const counts = await page.evaluate(async (image) => {
        const { elvit } = globalThis;
        const found: number[] = [];
        const plain = await elvit.run(Float32Array.from(image));
        found.push((await elvit.memory()).tensors);
        const [one, two] = [
          await elvit.run(Float32Array.from(image), { hold: true }),
          await elvit.run(Float32Array.from(image), { hold: true }),
        ];
        const three = await one.rerun({ remove: [1], hold: true });
        found.push((await elvit.memory()).tensors);
        for (const run of [plain, one, three]) run.release();
        found.push((await elvit.memory()).tensors);
        two.release();
        await elvit.run(Float32Array.from(image));
        found.push((await elvit.memory()).tensors);
        return found;
      }, ONE);
      assert.ok(counts[1]! > counts[0]!, String(counts));
      assert.deepEqual([counts[2], counts[3]], [counts[0], counts[0]], String(counts));
    });

    test("a thousand runs, reruns and holds leave nothing behind", async () => {
      const counts = await page.evaluate(async (image) => {
        const { elvit } = globalThis;
        const found: { tensors: number; heap: number }[] = [];
        let held = await elvit.run(Float32Array.from(image), { hold: true });
        for (let i = 0; i < 250; i++) {
          const next = await elvit.run(Float32Array.from(image), { hold: true });
          held.release();
          held = next;
          const hook = `blocks.${i % 2}.hook_resid_${i % 3 ? "pre" : "post"}`;
          const edited = await held.rerun({ edits: [{ hook, kind: "add", values: [i], shape: [1] }], hold: true });
          await edited.tensor("logits");
          await edited.rerun({ remove: [i % 4], keep: ["blocks.1.attn.hook_pattern"] });
          edited.release();
          await elvit.rerun({ remove: [i % 4] });
          found.push(await elvit.memory());
        }
        held.release();
        return found;
      }, ONE);
      assert.deepEqual(new Set(counts.map(({ tensors }) => tensors)).size, 1);
      assert.equal(counts.at(-1)!.heap, counts[20]!.heap);
    });

    test("runs are the same where model, picture and edits are", async () => {
      const found = await page.evaluate(
        async (one, two) => {
          const { elvit } = globalThis;
          const first = await elvit.run(Float32Array.from(one));
          const [cut, same, other] = [
            await first.rerun({ remove: [1] }),
            await first.rerun({ remove: [1], keep: ["logits"] }),
            await first.rerun({ remove: [2] }),
          ];
          const again = await elvit.run(Float32Array.from(one));
          const different = await elvit.run(Float32Array.from(two));
          const sample = await elvit.run("sample");
          return [
            first.isSame(again),
            cut.isSame(same),
            first.isSame(different),
            cut.isSame(other),
            cut.isSame(first),
            first.isSame(sample),
            sample.isSame(elvit.last!),
            [first.picture, sample.picture, sample.model, cut.edits.length, first.edits.length],
            Object.keys(JSON.parse(JSON.stringify(cut))).includes("edits"),
          ];
        },
        ONE,
        TWO,
      );
      const named = [null, "sample", "attentive", 2, 0];
      assert.deepEqual(found, [true, true, false, false, false, false, true, named, false]);
    });

    test("masks may differ by head: as many numbers as the scores have", async () => {
      const [plain, headed] = await page.evaluate(
        async (image, mask) => {
          const run = await globalThis.elvit.run(Float32Array.from(image));
          const one = await run.rerun({ masks: [mask, null] });
          const hook = "blocks.0.attn.hook_attn_scores";
          const two = await run.rerun({ edits: [{ hook, kind: "mask", values: mask, shape: [1, 4, 4] }] });
          return [[...one.logits], [...two.logits]];
        },
        ONE,
        MASK,
      );
      assert.deepEqual(plain, headed);
    });

    test("what a call does not know is refused, with what was probably meant", async () => {
      const attempts: [kind: "run" | "rerun", options: object, expected: RegExp][] = [
        ["rerun", { removed: [0] }, /elvit\.rerun knows no "removed"\. \| Did you mean "remove"\?/],
        ["rerun", { mask: [null, null] }, /knows no "mask"\. \| Did you mean "masks"\?/],
        ["rerun", { cut: [{ query: 0, keys: 1 }] }, /elvit\.rerun, cut knows no "keys"\. \| Did you mean "key"\?/],
        ["run", { feeds: {} }, /elvit\.run knows no "feeds"\. \| Did you mean "feed"\?/],
        ["run", { remove: [1] }, /elvit\.run knows no "remove"\. \| Known: model, feed, edits, hold\./],
        ["rerun", { edits: [{ hook: "logits", kind: "fed", values: [] }] }, /no kind of edit "fed"\..*"feed"/],
        ["rerun", { edits: [{ hook: "logit", kind: "add", values: [1] }] }, /Did you mean "logits"/],
        ["rerun", { edits: [{ hook: "logits", kind: "add", values: [1], where: [1] }] }, /edits knows no "where"/],
        ["rerun", { edits: [{ hook: "logits", kind: "add", values: [1, 2] }] }, /the 2 of an edit do not lie along/],
        ["rerun", { edits: [{ hook: "logits", kind: "add", values: [1, 2], shape: [1, 2] }] }, /do not lie along/],
        ["rerun", { edits: [{ hook: "hook_embed", kind: "mask", values: [1] }] }, /No softmax reads "hook_embed"/],
        ["rerun", { edits: [{ hook: "logits", kind: "mask", values: new Array(WIDTH).fill(0) }] }, /would be left/],
        ["rerun", { feed: { hook_embed: [1] } }, /4 x 12 = 48 numbers, but the feed has 1\b/],
        [
          "rerun",
          { edits: [{ hook: "logits", kind: "feed", values: picture(1).slice(0, WIDTH), where: [1] }] },
          /places/,
        ],
      ];
      for (const [kind, options, expected] of attempts) {
        const said = await page.evaluate(
          async (image, kind, options) => {
            const { elvit } = globalThis;
            const given = Float32Array.from(image);
            await elvit.run(given);
            const asked =
              kind === "run" ? elvit.run(given, options as RunOptions) : elvit.rerun(options as RerunOptions);
            return asked.then(
              () => "",
              (error: Error & { hint: string }) => `${error.message} | ${error.hint}`,
            );
          },
          ONE,
          kind,
          options,
        );
        assert.match(said, expected);
      }
    });

    test("masks that leave nothing together are refused, though each leaves something", async () => {
      const said = await page.evaluate(async (image) => {
        const run = await globalThis.elvit.run(Float32Array.from(image));
        const half = await run.rerun({ remove: [0, 1] });
        return half.rerun({ remove: [2, 3] }).then(
          () => "",
          (error: Error) => error.message,
        );
      }, ONE);
      assert.equal(said, "In block 0 nothing would be left for patch (0, 0) to read.");
    });

    test("runs go with the worker that had them, and with their model; the next run starts anew", async () => {
      const [before, after, alive] = await page.evaluate(async (image) => {
        const { elvit } = globalThis;
        const run = await elvit.run(Float32Array.from(image), { hold: true });
        const reply = run.rerun({ remove: [0] }).then(
          () => "",
          (error: Error) => error.message,
        );
        globalThis.workers.at(-1)!.dispatchEvent(new ErrorEvent("error", { message: "boom" }));
        const first = await reply;
        const second = await run.tensor("logits").then(
          () => "",
          (error: Error) => error.message,
        );
        const next = await elvit.run(Float32Array.from(image));
        return [first, second, (await next.rerun({ remove: [0] })).logits.length];
      }, ONE);
      assert.match(before as string, /^The engine stopped unexpectedly: boom/);
      assert.match(after as string, /^The tensors of this run went with the engine: .*boom/);
      assert.equal(alive, WIDTH);
    });
  });
}
