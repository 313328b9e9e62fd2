// Asks the service through OpenAI's own client and prints what it understood, as one line of JSON.
import OpenAI from "openai";

const [service, yacht, scenario] = process.argv.slice(2);
const client = new OpenAI({
  baseURL: `${service}/v1`,
  apiKey: "any",
  maxRetries: 0,
  defaultHeaders: { "X-Yacht-Id": yacht },
});
const model = "gpt-of-the-day";
const messages = [
  { role: "system", content: "You are a helpful assistant." },
  { role: "user", content: "what does the bilge pump do" },
  { role: "assistant", content: "It starts by itself." },
  { role: "user", content: [{ type: "text", text: "why is the generator overheating" }] },
];

function failure({ constructor, message, status, code, param, type, requestID }) {
  return { name: constructor.name, message, status, code, param, type, requestID };
}

async function refused(request) {
  try {
    await client.chat.completions.create({ model, messages, ...request });
  } catch (error) {
    return failure(error);
  }
  throw new Error(`answered: ${JSON.stringify(request).slice(0, 100)}`);
}

// When the service says that it is at it.
async function inWork() {
  for (;;) {
    const metric = await (await fetch(`${service}/actuator/metrics/streaming.open`)).json();
    if (metric.measurements[0].value > 0) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const scenarios = {
  async answer() {
    const whole = await client.chat.completions.create({ model, messages });
    const chunks = [];
    const streamed = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of streamed) {
      chunks.push(chunk);
    }
    // The client's own putting together, which checks more than the loop above.
    const final = await client.chat.completions.stream({ model, messages }).finalChatCompletion();
    return { whole, chunks, final };
  },
  async refusals() {
    return {
      empty: await refused({ messages: [] }),
      image: await refused({
        messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "data:," } }] }],
      }),
      tool: await refused({ messages: [...messages, { role: "tool", tool_call_id: "t", content: "4" }] }),
      long: await refused({ messages: [{ role: "user", content: "pump ".repeat(500) }] }),
      several: await refused({ n: 2 }),
      streamed: await refused({ stream: true, messages: [{ role: "user", content: " " }] }),
    };
  },
  // The service fails before it has said anything.
  async fail() {
    return { whole: await refused({}), streamed: await refused({ stream: true }) };
  },
  async leave() {
    const streamed = client.chat.completions.stream({ model, messages });
    inWork().then(() => streamed.abort());
    try {
      await streamed.finalChatCompletion();
    } catch (error) {
      return failure(error);
    }
    throw new Error("it ended");
  },
};

console.log(JSON.stringify(await scenarios[scenario]()));
