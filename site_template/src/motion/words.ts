/** What the player of an animation says. */
export const ANIMATION = "Animation";
export const PLAY = "Play";
export const PAUSE = "Pause";
export const BACK = "◂ step";
export const ON = "step ▸";
export const STEP = "Step";
export const SPEED = "Speed";
export const LOOP = "loop";
export const times = (speed: string): string => `${speed.replace("0.25", "¼").replace("0.5", "½")}×`;
