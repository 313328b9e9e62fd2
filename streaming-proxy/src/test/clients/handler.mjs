// Posts to a Next.js route handler as a page would, and prints the JSON it answers with.
import { load } from "./compiled.mjs";

const [source, signature, body] = process.argv.slice(2);
process.env.YACHT_SIGNATURE = signature;
const { POST } = await load(source);

const answer = await POST(new Request("http://localhost:3000/api/ask", { method: "POST", body }));
console.log(JSON.stringify(await answer.json()));
