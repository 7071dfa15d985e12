/** The camera: a live preview, one button that takes the picture, and a plain sentence where there is none. */
import { button, html, setText } from "../marks/element.ts";

const REASONS: Readonly<Record<string, string>> = {
  NotAllowedError: "The camera was refused. Allow it in the browser’s settings for this page, or choose a file.",
  NotFoundError: "This computer has no camera that the browser can find. Choose a file instead.",
  NotReadableError: "Another program is using the camera. Close it and try again.",
};
const NONE = "This browser gives no camera to this page. Choose a file instead.";

export interface Camera {
  /** The button that starts it. */
  readonly start: HTMLButtonElement;
  readonly element: HTMLElement;
  stop(): void;
}

export function camera(onPicture: (blob: Blob) => void): Camera {
  const video = html("video", {
    class: "camera-video",
    playsinline: true,
    muted: true,
    "aria-label": "Live picture of the camera",
  });
  const said = html("p", { class: "trouble", role: "alert", hidden: true, "data-part": "camera-trouble" });
  const take = button({ class: "plain-button", "data-part": "take-picture" }, "Take picture", () => void shoot());
  const live = html("div", { class: "camera", hidden: true }, video, take);
  const start = button({ class: "plain-button", "data-part": "camera" }, "Use the camera", () => void open());
  let stream: MediaStream | null = null;
  let turn = 0;

  async function open(): Promise<void> {
    stop();
    const mine = ++turn;
    say("");
    try {
      if (!navigator.mediaDevices) throw new Error(NONE);
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (mine !== turn) return opened.getTracks().forEach((track) => track.stop());
      stream = opened;
      video.srcObject = stream;
      await video.play();
      live.hidden = false;
      take.focus();
    } catch (error) {
      stop();
      say(REASONS[(error as Error).name] ?? NONE);
    }
  }

  async function shoot(): Promise<void> {
    // The middle square: just what the preview shows.
    const edge = Math.min(video.videoWidth, video.videoHeight);
    const canvas = html("canvas", { width: edge, height: edge });
    canvas
      .getContext("2d")
      ?.drawImage(video, (video.videoWidth - edge) / 2, (video.videoHeight - edge) / 2, edge, edge, 0, 0, edge, edge);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    stop();
    if (blob) onPicture(blob);
    else say("The picture could not be taken. Try again, or choose a file.");
  }

  function say(text: string): void {
    said.hidden = text === "";
    setText(said, text);
  }

  function stop(): void {
    turn++;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
    live.hidden = true;
  }

  return { start, element: html("div", {}, live, said), stop };
}
