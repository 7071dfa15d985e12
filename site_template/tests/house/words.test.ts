/** Words apart from code: what a visitor reads stands in the words.ts of its room, and nowhere else. */
import { test } from "node:test";

import ts from "typescript";

import { lineOf, none, SOURCES, type Source } from "./source.ts";

test("sentences stand in words.ts", () => {
  const elsewhere = SOURCES.filter(({ path }) => !isWords(path)).flatMap(proseIn);
  none(elsewhere);
});

const isWords = (path: string): boolean => /(^|\/)words(\.ts$|\/)/.test(path);

/** Properties and calls whose texts nobody reads: classes, selectors, errors of a programmer. */
const SILENT = /^(class|className|querySelector|querySelectorAll|closest|matches|font|transform|d|style|background)$/;

function proseIn(source: Source): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null && isProse(text) && !isSilent(node))
      found.push(`${source.path}:${lineOf(source, node)} ${JSON.stringify(text.slice(0, 60))}`);
    if (!ts.isImportDeclaration(node)) ts.forEachChild(node, look);
  };
  look(source.tree);
  return found;
}

/** Of a literal its text; of a template what stands between its holes, each hole a capital X. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join("");
  return null;
}

/** Several words that begin like a sentence, are punctuated like one, or are too many for a name. */
export function isProse(text: string): boolean {
  if (text.startsWith("<")) return false; // markup
  const words = text.match(/(?<![\w-])[A-Za-z][a-z]+(?![\w-]|\()/g) ?? [];
  if (words.length < 2 || !/[A-Za-z] +[A-Za-zX(]/.test(text)) return false;
  return /^[A-Z][a-z]+ [a-z]/.test(text) || /[a-z][.:;?!,]( |$)/.test(text) || words.length >= 3;
}

function isSilent(node: ts.Node): boolean {
  for (let at = node.parent; at && !ts.isFunctionLike(at) && !ts.isBlock(at); at = at.parent) {
    if (ts.isPropertyAssignment(at)) return SILENT.test(at.name.getText().replace(/"/g, ""));
    if (ts.isCallExpression(at)) {
      const called = ts.isPropertyAccessExpression(at.expression) ? at.expression.name.text : at.expression.getText();
      return SILENT.test(called);
    }
  }
  return false;
}
