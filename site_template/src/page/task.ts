/** Long work in pieces: between two of them the page can answer. A timer, since frames stop in a hidden tab. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
