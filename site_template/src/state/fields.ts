/** How a value of the state is read from the text that an address has for it. */

export interface Field<T> {
  readonly initial: T;
  /** Undefined where the text is no value. */
  readonly read: (text: string) => T | undefined;
}

/** One field for each key of a slice. */
export type Fields<Slice> = { readonly [K in keyof Slice]: Field<Slice[K]> };

export const text = (initial = ""): Field<string> => ({ initial, read: (value) => value });

export const index = (): Field<number> => ({
  initial: 0,
  read: (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined),
});

/** A whole number, brought between two others. */
export const within = (least: number, most: number, initial: number): Field<number> => ({
  initial,
  read: (value) => (/^\d{1,3}$/.test(value) ? Math.min(most, Math.max(least, Number(value))) : undefined),
});

export function choice<T extends string>(initial: T, ...others: T[]): Field<T> {
  const known: readonly string[] = [initial, ...others];
  return { initial, read: (value) => (known.includes(value) ? (value as T) : undefined) };
}

/** A text of a certain shape, such as numbers with commas between them. */
export const shaped = (shape: RegExp, initial = ""): Field<string> => ({
  initial,
  read: (value) => (value === "" || shape.test(value) ? value : undefined),
});
