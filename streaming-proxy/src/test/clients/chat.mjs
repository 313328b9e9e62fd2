// Talks to the service through the Vercel AI SDK and prints what it understood, as one line of JSON.
import { Chat } from "@ai-sdk/react";
import { DefaultChatTransport, readUIMessageStream } from "ai";

const [service, yacht, scenario] = process.argv.slice(2);
const wire = [];
const transport = new DefaultChatTransport({
  api: `${service}/api/v1/chat`,
  body: { yacht_id: yacht, top_k: 5 },
  // Looks on: what the SDK asked for, and how it was answered.
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    wire.push({
      asked: JSON.parse(init.body),
      status: response.status,
      type: response.headers.get("content-type"),
      version: response.headers.get("x-vercel-ai-ui-message-stream"),
    });
    return response;
  },
});
const question = (text) => ({ id: "m1", role: "user", parts: [{ type: "text", text }] });

// Every chunk as it passes the SDK's schema, and the message it makes of them.
async function stream(text) {
  const chunks = [];
  const opened = await transport.sendMessages({
    chatId: "c1",
    trigger: "submit-message",
    messages: [question(text)],
  });
  const watched = opened.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        chunks.push(structuredClone(chunk));
        controller.enqueue(chunk);
      },
    }),
  );
  let message;
  for await (const state of readUIMessageStream({ stream: watched, terminateOnError: true })) {
    message = state;
  }
  return { chunks, message };
}

function chat(options = {}) {
  const errors = [];
  const finished = [];
  const made = new Chat({
    transport,
    onError: (error) => errors.push(error.message),
    onFinish: ({ isAbort, isError, isDisconnect, finishReason }) =>
      finished.push({ isAbort, isError, isDisconnect, finishReason }),
    ...options,
  });
  return {
    made,
    seen: () => ({ messages: made.messages, status: made.status, error: made.error?.message, errors, finished }),
  };
}

const scenarios = {
  stream: () => stream("why is the generator overheating"),
  // As useChat does: what was said goes along with the second question.
  async converse() {
    const { made, seen } = chat();
    await made.sendMessage({ text: "why is the generator overheating" });
    await made.sendMessage({ text: "what of the generator coolant" });
    const before = made.messages.length;
    await made.regenerate();
    return { ...seen(), before };
  },
  async fail() {
    const { made, seen } = chat();
    await made.sendMessage({ text: "why is the generator overheating" });
    return seen();
  },
  async leave() {
    const { made, seen } = chat({
      onData: ({ type }) => {
        if (type === "data-results") {
          made.stop();
        }
      },
    });
    await made.sendMessage({ text: "why is the generator overheating" });
    return seen();
  },
  async refused() {
    const { made, seen } = chat();
    await made.sendMessage({
      text: "what is this",
      files: [{ type: "file", mediaType: "image/png", url: "data:image/png;base64,AAAA" }],
    });
    return seen();
  },
};

console.log(JSON.stringify({ ...(await scenarios[scenario]()), wire }));
