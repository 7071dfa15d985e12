// What is fetched is held within a budget; what was asked for longest ago goes first.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createCache } from "../../src/page/cache.ts";

function counted(budget: number) {
  const kept = createCache<number>(budget);
  const asked: string[] = [];
  const take = (key: string, bytes: number) => kept.take(key, bytes, () => Promise.resolve(asked.push(key)));
  return { kept, asked, take };
}

test("what is held is not asked for again", async () => {
  const { asked, take } = counted(100);
  assert.equal(take("a", 60), take("a", 60));
  assert.equal(await take("a", 60), 1);
  assert.deepEqual(asked, ["a"]);
});

test("beyond the budget the one asked for longest ago goes, and only as many as must", () => {
  const { asked, take } = counted(100);
  take("a", 40);
  take("b", 40);
  take("a", 40);
  take("c", 40);
  take("a", 40);
  take("c", 40);
  assert.deepEqual(asked, ["a", "b", "c"]);
  take("b", 40);
  assert.deepEqual(asked, ["a", "b", "c", "b"]);
});

test("what is larger than the budget is held alone", () => {
  const { asked, take } = counted(100);
  take("small", 10);
  take("large", 500);
  take("large", 500);
  take("small", 10);
  assert.deepEqual(asked, ["small", "large", "small"]);
});

test("a failure is not held, also when it comes after all has been let go", async () => {
  const kept = createCache<number>(100);
  const failing = kept.take("a", 10, () => Promise.reject(new Error("lost")));
  kept.clear();
  const second = kept.take("a", 10, () => Promise.resolve(2));
  await assert.rejects(failing);
  assert.equal(
    kept.take("a", 10, () => Promise.resolve(3)),
    second,
  );
  await assert.rejects(kept.take("b", 10, () => Promise.reject(new Error("lost"))));
  assert.equal(await kept.take("b", 10, () => Promise.resolve(4)), 4);
});
