/** What controls say that stand in several views: how loading goes, and the way on. */
import { megabytes, milliseconds, roughly, speed } from "../maths/numbers.ts";

// The way on.
export const STOP_LOADING = "Stop loading";
export const LOAD_MODEL = "Load the model";
export const TRY_AGAIN = "Try again";

// How far a model has come.
export const LOADING_MODEL = "Loading the model";
export const STARTING = "starting";
export const RUNNING = "running the model";
export const LOADING_PROGRAM = "loading the program that runs the model";
export const failed = (message: string): string => `failed: ${message.replace(/\.$/, "")}`;
export const ready = (backend: string, time: number): string => `${backend}, ${milliseconds(time)}`;
export const came = (bytes: number, of: number): string => `${megabytes(bytes)} of ${megabytes(of)} MB`;
export const stopped = (here: string | null): string =>
  here === null ? "loading was stopped" : `loading was stopped, ${here} are here`;
export const loading = (part: number, of: number, here: string, rest: string): string =>
  `loading ${part} of ${of} parts, ${here}${rest}`;
export const rest = (perSecond: number, seconds: number): string =>
  `, ${speed(perSecond)} a second, about ${roughly(seconds)} left`;
