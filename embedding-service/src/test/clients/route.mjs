// Runs a Next.js route handler as Next.js does: its types taken out, its POST called with a request. Prints the answer.
import { readFile, rm, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import ts from "typescript";

const [service, source] = process.argv.slice(2);
process.env.EMBEDDING_URL = service;

const { outputText, diagnostics } = ts.transpileModule(await readFile(source, "utf8"), {
  reportDiagnostics: true,
  compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
});
if (diagnostics.length > 0) {
  throw new Error(diagnostics.map(({ messageText }) => messageText).join("\n"));
}
// Beside the packages, which it imports.
const compiled = `${source}.mjs`;
await writeFile(compiled, outputText);
try {
  const { POST } = await import(pathToFileURL(compiled).href);
  const body = JSON.stringify({ text: "CAT 3512 overheating" });
  const answer = await POST(new Request("http://localhost:3000/api/similar", { method: "POST", body }));
  console.log(JSON.stringify(await answer.json()));
} finally {
  await rm(compiled);
}
