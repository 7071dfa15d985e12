/** The address bar, where the state is kept. */

/** The part of the browser that the store writes to. */
export interface Address {
  read(): string;
  write(hash: string, step: boolean): void;
  onChange(listener: () => void): () => void;
}

const PATIENCE = 150;

/** The browser's own address. Small changes are gathered: browsers refuse hundreds of rewrites in a row. */
export function browserAddress(page: Window): Address {
  let waiting: string | null = null;
  let timer = 0;
  const put = (hash: string, step: boolean) => {
    const url = hash === "" ? page.location.href.replace(/#.*$/, "") : `#${hash}`;
    try {
      if (step) page.history.pushState(null, "", url);
      else page.history.replaceState(null, "", url);
    } catch {
      // A frame may be denied its history; the page works without links then.
    }
  };
  // The root says while the address is behind the state.
  const hold = (hash: string | null) => {
    waiting = hash;
    page.document.documentElement.toggleAttribute("data-address-waits", hash !== null);
  };
  const flush = () => {
    page.clearTimeout(timer);
    if (waiting !== null) put(waiting, false);
    hold(null);
  };
  return {
    read: () => page.location.hash,
    write(hash, step) {
      if (step) {
        flush();
        put(hash, true);
        return;
      }
      hold(hash);
      page.clearTimeout(timer);
      timer = page.setTimeout(flush, PATIENCE);
    },
    onChange(listener) {
      const heard = () => {
        hold(null);
        listener();
      };
      page.addEventListener("popstate", heard);
      page.addEventListener("hashchange", heard);
      return () => {
        page.removeEventListener("popstate", heard);
        page.removeEventListener("hashchange", heard);
      };
    },
  };
}
