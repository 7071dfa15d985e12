/* The loader of the page's parts, put before them when the program is bundled: parts hand themselves in by name. */
(() => {
  /** Names of the parts that have to be there before a part can run, itself among them. */
  const needs = NEEDS;
  const defined = new Map();
  const made = new Map();
  const asked = new Map();

  function require(name) {
    const known = made.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    made.set(name, module);
    defined.get(name)(require, module, module.exports);
    return module.exports;
  }

  function fetched(name) {
    if (defined.has(name)) return Promise.resolve();
    const known = asked.get(name);
    if (known) return known;
    const script = document.createElement("script");
    const coming = new Promise((resolve, reject) => {
      script.onload = () => (defined.has(name) ? resolve() : script.onerror());
      script.onerror = () => {
        // The next time it is wanted it is asked for again.
        asked.delete(name);
        script.remove();
        reject(new Error("A part of this page could not be loaded"));
      };
    });
    asked.set(name, coming);
    script.fetchPriority = "high";
    script.src = `FOLDER/${name}`;
    document.head.append(script);
    return coming;
  }

  globalThis.elvitCode = Object.freeze({
    define: (name, body) => defined.set(name, body),
    load: (name) => Promise.all((needs[name] ?? []).map(fetched)).then(() => require(name)),
    start: (name) => require(name),
  });
})();
