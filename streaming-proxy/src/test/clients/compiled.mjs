// A TypeScript module as Next.js would load it: its types taken out, its JSX turned into calls.
import { readFile, rm, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import ts from "typescript";

export async function load(source) {
  const { outputText, diagnostics } = ts.transpileModule(await readFile(source, "utf8"), {
    fileName: source,
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.ReactJSX,
    },
  });
  if (diagnostics.length > 0) {
    throw new Error(diagnostics.map(({ messageText }) => messageText).join("\n"));
  }
  // Beside the packages, which it imports.
  const compiled = `${source}.mjs`;
  await writeFile(compiled, outputText);
  try {
    return await import(pathToFileURL(compiled).href);
  } finally {
    await rm(compiled);
  }
}
