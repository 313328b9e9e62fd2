// Asks through a Next.js route handler as useChat does, and prints the message that came out, as one line of JSON.
import { DefaultChatTransport, readUIMessageStream } from "ai";
import { load } from "./compiled.mjs";

const [service, source] = process.argv.slice(2);
process.env.CELESTE_URL = service;
const { POST } = await load(source);

const transport = new DefaultChatTransport({
  api: "http://localhost:3000/api/chat",
  body: { yacht_id: "00000000-0000-4000-8000-000000000001" },
  fetch: (url, init) => POST(new Request(url, init)),
});
const stream = await transport.sendMessages({
  chatId: "c1",
  trigger: "submit-message",
  messages: [{ id: "m1", role: "user", parts: [{ type: "text", text: "why is the generator overheating" }] }],
});
let message;
for await (const state of readUIMessageStream({ stream })) {
  message = state;
}
console.log(JSON.stringify(message));
