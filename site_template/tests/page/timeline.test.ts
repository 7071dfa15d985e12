import assert from "node:assert/strict";
import test from "node:test";
import { advance, type Clock, createTimeline, type Position } from "../../src/motion/timeline.ts";

class Frames implements Clock {
  #waiting: ((time: number) => void) | null = null;
  #time = 0;
  request(frame: (time: number) => void): number {
    this.#waiting = frame;
    return 1;
  }
  cancel(): void {
    this.#waiting = null;
  }
  get isWaiting(): boolean {
    return this.#waiting !== null;
  }
  pass(milliseconds: number, frames = 1): void {
    for (let i = 0; i < frames; i++) {
      this.#time += milliseconds;
      const frame = this.#waiting;
      this.#waiting = null;
      frame?.(this.#time);
    }
  }
}

function made(seconds: readonly number[], still = false) {
  const clock = new Frames();
  const seen: Position[] = [];
  const turns: boolean[] = [];
  const timeline = createTimeline(clock, () => still, {
    onMove: (position) => seen.push(position),
    onTurn: (playing) => turns.push(playing),
  });
  timeline.load(seconds, 0);
  return { clock, seen, turns, timeline };
}

test("time passes from step to step, and the rest of it is not lost", () => {
  const { position } = advance([1, 2, 1], { step: 0, progress: 0.5 }, 1.5, false);
  assert.deepEqual(position, { step: 1, progress: 0.5 });
  assert.deepEqual(advance([1, 2], { step: 1, progress: 0 }, 9, false), {
    position: { step: 1, progress: 1 },
    ended: true,
  });
  assert.deepEqual(advance([1, 1], { step: 1, progress: 0.5 }, 0.75, true).position, { step: 0, progress: 0.25 });
});

test("steps without length do not stop the time", () => {
  const { position, ended } = advance([0, 0, 0], { step: 0, progress: 0 }, 5, true);
  assert.ok(position.step < 3 && !ended);
});

test("it plays to the end, rests there, and begins anew", () => {
  const { clock, timeline, turns } = made([0.1, 0.1, 0.1]);
  timeline.play();
  clock.pass(50, 2);
  assert.equal(timeline.position.step, 1);
  clock.pass(50, 10);
  assert.deepEqual(timeline.position, { step: 2, progress: 1 });
  assert.deepEqual(turns, [true, false]);
  assert.equal(clock.isWaiting, false);
  timeline.play();
  assert.deepEqual(timeline.position, { step: 0, progress: 0 });
});

test("pausing finishes the step, seeking rests at it, both at the ends too", () => {
  const { clock, timeline } = made([1, 1, 1]);
  timeline.play();
  clock.pass(60, 8);
  timeline.pause();
  assert.deepEqual(timeline.position, { step: 1, progress: 1 });
  timeline.seek(9);
  assert.equal(timeline.position.step, 2);
  timeline.seek(-4);
  assert.equal(timeline.position.step, 0);
});

test("twice the speed is twice as far, and looping never ends", () => {
  const far = (speed: number) => {
    const { clock, timeline } = made(Array.from({ length: 50 }, () => 0.1));
    timeline.speed = speed;
    timeline.play();
    clock.pass(50, 21);
    return timeline.position.step;
  };
  assert.equal(far(1), 11);
  assert.equal(far(2), 21);
  const { clock, timeline, turns } = made([0.1, 0.1]);
  timeline.loop = true;
  timeline.play();
  clock.pass(50, 100);
  assert.deepEqual(turns, [true]);
});

test("with reduced motion no step is seen halfway", () => {
  const { clock, seen, timeline } = made([0.1, 0.1, 0.1], true);
  timeline.play();
  clock.pass(20, 40);
  assert.ok(seen.every(({ progress }) => progress === 1));
  assert.deepEqual(
    seen.map(({ step }) => step),
    [0, 1, 2],
  );
});

test("a page that was out of sight goes on where it was", () => {
  const { clock, timeline } = made([1, 1, 1]);
  timeline.play();
  clock.pass(16);
  clock.pass(60_000);
  assert.equal(timeline.position.step, 1);
  assert.ok(timeline.position.progress <= 0.11);
});
