/** Links of the view that are followed in place; with a modifier key they open as any other link. */

export function onPlainClick(link: HTMLAnchorElement, act: () => void): void {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    act();
  });
}
