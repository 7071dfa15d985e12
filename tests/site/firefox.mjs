// firefox.mjs BROWSER ADDRESS FUNCTION: opens a page in Firefox as a user has it and prints what the function gives.
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const puppeteer = require("puppeteer-core");
const [executablePath, address, source] = process.argv.slice(2);

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  // A driven Firefox is more permissive with files than a user's: take the user's policy.
  extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true, "remote.prefs.recommended": false },
  protocolTimeout: 200_000,
});
try {
  const problems = [];
  const page = await browser.newPage();
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(address, { waitUntil: "load" });
  const result = await page.evaluate(`(${source})()`);
  process.stdout.write(JSON.stringify({ result, problems }));
} finally {
  await browser.close();
}
