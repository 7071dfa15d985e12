/** Lines that fit beside each other, functions that fit on a screen. */
import { test } from "node:test";

import ts from "typescript";

import { lineOf, none, SOURCES, type Source } from "./source.ts";

const WIDEST = 120;
const LONGEST = 60;
/** Stands in the comment before a longer function, with the reason. */
const REASON = "Long because";

test(`no line is longer than ${WIDEST} characters`, () => {
  const wide = SOURCES.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, at) => (line.length > WIDEST ? [`${path}:${at + 1} (${line.length})`] : [])),
  );
  none(wide);
});

test(`no function is longer than ${LONGEST} lines, but for a reason`, () => {
  none(SOURCES.flatMap(longFunctions));
});

function longFunctions(source: Source): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const first = lineOf(source, node);
      const lines = source.tree.getLineAndCharacterOfPosition(node.end).line + 2 - first;
      const before = source.text.slice(node.getFullStart(), node.getStart(source.tree));
      if (lines > LONGEST && !before.includes(REASON)) found.push(`${source.path}:${first} (${lines})`);
    }
    ts.forEachChild(node, look);
  };
  look(source.tree);
  return found;
}
