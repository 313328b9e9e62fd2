import { readFileSync } from "node:fs";

console.log(`<p>${readFileSync(process.argv[2], "utf8")}</p>`);
