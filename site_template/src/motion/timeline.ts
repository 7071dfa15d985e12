/** A row of steps that play, pause, go either way and loop. It knows time, and nothing of what is shown. */

export interface Position {
  readonly step: number;
  /** From 0 to 1 within the step; 1 at rest. */
  readonly progress: number;
}

/** The browser's frames, or a test's. */
export interface Clock {
  request(frame: (milliseconds: number) => void): number;
  cancel(request: number): void;
}

export interface Timeline {
  readonly position: Position;
  readonly playing: boolean;
  /** Other steps, by their seconds at normal speed; where it stands at them. What plays goes on playing. */
  load(seconds: readonly number[], step: number): void;
  play(): void;
  pause(): void;
  /** Comes to rest at a step; beyond either end at that end. */
  seek(step: number): void;
  speed: number;
  loop: boolean;
  destroy(): void;
}

export interface TimelineEvents {
  /** The position has changed: on every frame while it plays. */
  onMove(position: Position): void;
  /** It has begun to play, or come to rest. */
  onTurn(playing: boolean): void;
}

/** Longest time that one frame stands for: a page that was out of sight goes on where it was. */
const FRAME = 0.1;

/**
 * Where a position is some seconds later.
 *
 * @returns the position, and whether the end has been reached.
 */
export function advance(
  seconds: readonly number[],
  from: Position,
  elapsed: number,
  loop: boolean,
): { position: Position; ended: boolean } {
  let { step, progress } = from;
  let left = elapsed;
  for (let guard = 0; guard <= seconds.length; guard++) {
    const length = Math.max(seconds[step] ?? 0, 1e-3);
    const need = (1 - progress) * length;
    if (left < need) return { position: { step, progress: progress + left / length }, ended: false };
    left -= need;
    if (step >= seconds.length - 1 && !loop)
      return { position: { step: seconds.length - 1, progress: 1 }, ended: true };
    step = step >= seconds.length - 1 ? 0 : step + 1;
    progress = 0;
  }
  return { position: { step, progress }, ended: false };
}

// Long because it is one small machine: a position, whether it moves, and what moves it.
export function createTimeline(clock: Clock, still: () => boolean, events: TimelineEvents): Timeline {
  let seconds: readonly number[] = [0];
  let position: Position = { step: 0, progress: 1 };
  /** With reduced motion the time within a step still passes, but is not shown. */
  let hidden = 1;
  let playing = false;
  let request = 0;
  let before: number | null = null;
  let [speed, loop] = [1, false];

  const clamp = (step: number) => Math.min(Math.max(0, step), seconds.length - 1);

  function place(next: Position): void {
    hidden = next.progress;
    const shown = still() ? { step: next.step, progress: 1 } : next;
    if (shown.step === position.step && shown.progress === position.progress) return;
    position = shown;
    events.onMove(position);
  }

  function frame(time: number): void {
    const elapsed = before === null ? 0 : Math.min(FRAME, (time - before) / 1000);
    before = time;
    const next = advance(seconds, { step: position.step, progress: hidden }, elapsed * speed, loop);
    place(next.position);
    if (next.ended) turn(false);
    else if (playing) request = clock.request(frame);
  }

  function turn(next: boolean): void {
    if (next === playing) return;
    playing = next;
    clock.cancel(request);
    before = null;
    if (playing) request = clock.request(frame);
    events.onTurn(playing);
  }

  return {
    get position() {
      return position;
    },
    get playing() {
      return playing;
    },
    load(next, step) {
      seconds = next.length > 0 ? next : [0];
      position = { step: clamp(step), progress: 1 };
      hidden = 1;
      events.onMove(position);
    },
    play() {
      if (playing) return;
      const isAtEnd = position.step >= seconds.length - 1;
      place({ step: isAtEnd ? 0 : position.step, progress: isAtEnd ? 0 : 1 });
      turn(true);
    },
    pause() {
      turn(false);
      place({ step: position.step, progress: 1 });
    },
    seek(step) {
      place({ step: clamp(step), progress: 1 });
      turn(false);
    },
    get speed() {
      return speed;
    },
    set speed(next) {
      speed = next;
    },
    get loop() {
      return loop;
    },
    set loop(next) {
      loop = next;
    },
    destroy: () => turn(false),
  };
}

export const browserClock: Clock = {
  request: (frame) => requestAnimationFrame(frame),
  cancel: (request) => cancelAnimationFrame(request),
};
