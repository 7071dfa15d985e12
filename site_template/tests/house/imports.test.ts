/** The rooms, and the order in which they may know each other: what stands below never imports what stands above. */
import { test } from "node:test";

import { importsOf, none, SOURCES } from "./source.ts";

/** From the ground up. A room may import those before it, and itself. */
const ROOMS = [
  "errors.ts",
  "state",
  "data",
  "maths",
  "hooks",
  "marks",
  "motion",
  "engine",
  "page",
  "edits",
  "controls",
  "export",
  "figures",
  "inspector",
  "views",
  "shell",
  "api",
  "words.ts",
  "main.ts",
];

const roomOf = (path: string): string => path.split("/")[0]!;
const viewOf = (path: string): string => path.split("/").slice(0, 2).join("/");

test("every file stands in a room", () => {
  const homeless = SOURCES.map(({ path }) => path).filter((path) => !ROOMS.includes(roomOf(path)));
  none(homeless);
});

test("no import runs back up", () => {
  const upwards = SOURCES.flatMap((source) =>
    importsOf(source)
      .filter((target) => ROOMS.indexOf(roomOf(target)) > ROOMS.indexOf(roomOf(source.path)))
      .map((target) => `${source.path} -> ${target}`),
  );
  none(upwards);
});

test("no view imports another", () => {
  const across = SOURCES.filter(({ path }) => roomOf(path) === "views").flatMap((source) =>
    importsOf(source)
      .filter((target) => roomOf(target) === "views" && viewOf(target) !== viewOf(source.path))
      .map((target) => `${source.path} -> ${target}`),
  );
  none(across);
});

test("no file imports itself by way of others", () => {
  const graph = new Map(SOURCES.map((source) => [source.path, importsOf(source)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
    if (trail.includes(path) || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  none(circles);
});
