import { readFileSync } from "node:fs";

console.log(`${process.argv[2]} ${readFileSync(process.argv[3], "utf8")}`);
