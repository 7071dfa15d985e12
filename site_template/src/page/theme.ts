/** Light, dark or what the system says; kept for the next visit where the browser lets us. */
import type { State } from "../state/table.ts";

const KEPT = "elvit.theme";
const dark = () => matchMedia("(prefers-color-scheme: dark)");

export function rememberedTheme(): Partial<State> {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === "light" || kept === "dark" ? { theme: kept } : {};
  } catch {
    return {};
  }
}

export function applyTheme(theme: State["theme"]): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function keepTheme(theme: State["theme"]): void {
  try {
    if (theme === "auto") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, theme);
  } catch {
    // A sandboxed frame has no storage: the theme then lives in the address alone.
  }
}

export function toneOf(theme: State["theme"]): "light" | "dark" {
  return theme === "auto" ? (dark().matches ? "dark" : "light") : theme;
}

export function onSystemTheme(listener: () => void): () => void {
  const query = dark();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
