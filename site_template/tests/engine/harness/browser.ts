// Browsers as a visitor has them: Chromium and, as strict about file:// as it ships, Firefox.
import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { type Browser, launch } from "puppeteer-core";

export type Name = "chromium" | "firefox";

const PROGRAMS: Readonly<Record<Name, readonly string[]>> = {
  chromium: ["chromium", "chromium-browser", "google-chrome"],
  firefox: ["firefox", "firefox-esr"],
};

/** Path of an installed browser. */
export function findBrowser(name: Name): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => PROGRAMS[name].map((program) => join(folder, program))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function openBrowser(name: Name, args: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser(name)!;
  if (name === "chromium") {
    const quiet = [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ];
    return launch({ executablePath, args: [...quiet, ...args] });
  }
  // Driven Firefox is laxer than a visitor's, which would make the file:// tests pass falsely.
  const extraPrefsFirefox = { "security.fileuri.strict_origin_policy": true, "remote.prefs.recommended": false };
  return launch({ browser: "firefox", executablePath, extraPrefsFirefox });
}

const TYPES: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** Serves a folder; requests for a name in `missing` get 404. */
export async function serve(
  folder: string,
  missing: ReadonlySet<string> = new Set(),
): Promise<{ url: string; server: Server }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, "http://localhost").pathname.slice(1) || "index.html";
    try {
      if (missing.has(path)) throw new Error("missing");
      const data = await readFile(join(folder, path));
      response
        .writeHead(200, { "content-type": TYPES[path.split(".").at(-1)!] ?? "application/octet-stream" })
        .end(data);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
