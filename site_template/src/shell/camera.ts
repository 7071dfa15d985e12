/** The camera: a live preview, one button that takes the picture, and a plain sentence where there is none. */
import { button, html, setText } from "../marks/element.ts";
import { CAMERA, NO_CAMERA } from "./words.ts";

export interface Camera {
  /** The button that starts it. */
  readonly start: HTMLButtonElement;
  readonly element: HTMLElement;
  stop(): void;
}

export function camera(onPicture: (blob: Blob) => void): Camera {
  const video = html("video", { class: "camera-video", playsinline: true, muted: true, "aria-label": CAMERA.preview });
  const said = html("p", { class: "trouble", role: "alert", hidden: true, "data-part": "camera-trouble" });
  const take = button({ class: "plain-button", "data-part": "take-picture" }, CAMERA.take, () => void shoot());
  const live = html("div", { class: "camera", hidden: true }, video, take);
  const start = button({ class: "plain-button", "data-part": "camera" }, CAMERA.start, () => void open());
  let stream: MediaStream | null = null;
  let turn = 0;

  async function open(): Promise<void> {
    stop();
    const mine = ++turn;
    say("");
    try {
      const opened = await openStream();
      if (mine !== turn) return stopStream(opened);
      stream = opened;
      video.srcObject = stream;
      await video.play();
      live.hidden = false;
      take.focus();
    } catch (error) {
      stop();
      say(NO_CAMERA[(error as Error).name] ?? CAMERA.none);
    }
  }

  async function shoot(): Promise<void> {
    const blob = await pictureOf(video);
    stop();
    if (blob) onPicture(blob);
    else say(CAMERA.failed);
  }

  function say(text: string): void {
    said.hidden = text === "";
    setText(said, text);
  }

  function stop(): void {
    turn++;
    if (stream) stopStream(stream);
    stream = null;
    video.srcObject = null;
    live.hidden = true;
  }

  return { start, element: html("div", {}, live, said), stop };
}

async function openStream(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new Error(CAMERA.none);
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
}

const stopStream = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** The middle square: just what the preview shows. */
function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const edge = Math.min(video.videoWidth, video.videoHeight);
  const canvas = html("canvas", { width: edge, height: edge });
  const [left, top] = [(video.videoWidth - edge) / 2, (video.videoHeight - edge) / 2];
  canvas.getContext("2d")?.drawImage(video, left, top, edge, edge, 0, 0, edge, edge);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
