/** The page's sources as the tests of the house read them. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import ts from "typescript";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../src");

export interface Source {
  /** Path from src, such as "views/detail/index.ts". */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export const SOURCES: readonly Source[] = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
  .sort()
  .map((path) => {
    const text = readFileSync(join(ROOT, path), "utf8");
    return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
  });

/** Files that a source imports, types included, as paths from src; packages are left out. */
export function importsOf({ path, tree }: Source): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    const called =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
    const from = named ?? called;
    if (from && ts.isStringLiteral(from) && from.text.startsWith("."))
      found.push(relative(ROOT, resolve(ROOT, dirname(path), from.text)));
    ts.forEachChild(node, look);
  };
  look(tree);
  return found;
}

export const lineOf = ({ tree }: Source, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

/** So many are told at once: a process that is made to end loses what is left of a longer message. */
const TOLD = 60;

/** Fails with what was found where there is anything. */
export const none = (found: readonly string[]): void =>
  assert.ok(found.length === 0, [`${found.length} found`, ...found.slice(0, TOLD)].join("\n"));
