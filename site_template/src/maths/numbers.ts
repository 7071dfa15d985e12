/** Numbers as they are printed: three significant digits, a real minus sign, aligned on the point. */

const MINUS = "\u2212";
const FIGURE_SPACE = "\u2007";
const POINT_SPACE = "\u2008";
const THIN_SPACE = "\u202f";

const signed = (text: string) => text.replaceAll("-", MINUS);

/** Three significant digits; very large and very small values with a power of ten, as 1.23e−5. */
export function number(value: number): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(Number(value.toPrecision(3)));
  if (size === 0) return "0";
  if (size < 1e-4 || size >= 1e5) return signed(value.toExponential(2).replace("e+", "e"));
  if (size >= 1000) return signed(grouped(Number(value.toPrecision(3))));
  return signed(value.toPrecision(3));
}

/** A tick or the end of a scale: three significant digits without trailing zeros. */
export function tick(value: number): string {
  const text = number(value);
  return text.includes("e") || !text.includes(".") ? text : text.replace(/\.?0+$/, "");
}

/** A share of 1 in per cent, one decimal, without the sign. */
export function percent(share: number): string {
  const text = (share * 100).toFixed(1);
  return text === "0.0" && share > 0 ? "<0.1" : text;
}

/** A whole number with its thousands apart. */
export function grouped(value: number): string {
  const digits = String(Math.abs(Math.round(value))).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return value < 0 ? MINUS + digits : digits;
}

/** A count of parameters: 2.7 M, 86 M, 812 k. */
export function parameters(count: number): string {
  if (count < 1e4) return grouped(count);
  const [value, unit] = count < 1e6 ? [count / 1e3, "k"] : [count / 1e6, "M"];
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}

/** The speed of a line: 195 kB, 1.2 MB. */
export const speed = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${megabytes(bytes)} MB`;

/** A time that is only known roughly: 7 seconds, 40 seconds, 3 minutes. */
export function roughly(seconds: number): string {
  const step = seconds < 10 ? 1 : 5;
  const rounded = Math.max(1, Math.round(seconds / step) * step);
  if (rounded <= 90) return rounded === 1 ? "a second" : `${rounded} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

export function milliseconds(time: number): string {
  return time < 1000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(1)} s`;
}

/** The same texts, padded on the right so that their points stand below each other when set flush right. */
export function alignedOnPoint(texts: readonly string[]): string[] {
  const behind = texts.map((text) => (text.includes(".") ? text.length - text.indexOf(".") - 1 : -1));
  const most = Math.max(-1, ...behind);
  return texts.map((text, i) => {
    if (behind[i] === most) return text;
    const point = behind[i] === -1 ? POINT_SPACE : "";
    return text + point + FIGURE_SPACE.repeat(most - Math.max(0, behind[i]!));
  });
}
