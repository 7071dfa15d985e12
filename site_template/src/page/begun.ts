/** How far a visitor has come on the way in; kept in this browser alone. */
const KEPT = "elvit-start";

/** 0 for those who have never begun. */
export function reached(): number {
  try {
    return Number(localStorage.getItem(KEPT)) || 0;
  } catch {
    // A sandboxed frame has no storage: each visit is the first.
    return 0;
  }
}

export function keepReached(stop: number): void {
  try {
    localStorage.setItem(KEPT, String(stop));
  } catch {
    // As above.
  }
}
