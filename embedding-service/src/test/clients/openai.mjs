// Asks the service through OpenAI's own client and prints what it understood, as one line of JSON.
import OpenAI from "openai";

const wire = [];
const client = new OpenAI({
  baseURL: `${process.argv[2]}/v1`,
  apiKey: "any",
  maxRetries: 0,
  // Looks on: what the client asked for, and in which form it was answered.
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    const answer = await response.clone().json();
    wire.push({ asked: JSON.parse(init.body ?? "null"), embedding: typeof answer.data?.[0]?.embedding });
    return response;
  },
});

const texts = ["CAT 3512 overheating", "Port generator fault E047"];
const model = "bge-small-en-v1.5";

async function refused(request) {
  try {
    await client.embeddings.create(request);
  } catch (error) {
    return { name: error.constructor.name, ...pick(error) };
  }
  throw new Error(`answered: ${JSON.stringify(request).slice(0, 100)}`);
}

const pick = ({ status, message, code, param, type, requestID }) => ({ status, message, code, param, type, requestID });

const result = {
  byDefault: await client.embeddings.create({ model, input: texts }),
  floats: await client.embeddings.create({ model, input: texts, encoding_format: "float", user: "bridge" }),
  single: await client.embeddings.create({ model: "bge-small", input: texts[0], dimensions: 384 }),
  tokens: await client.embeddings.create({ model, input: [[9587, 15889], [11829, 13103]] }),
  models: (await client.models.list()).data,
  model: await client.models.retrieve("minilm"),
  refusals: {
    unknownModel: await refused({ model: "text-embedding-3-small", input: "a" }),
    dimensions: await refused({ model, input: "a", dimensions: 256 }),
    empty: await refused({ model, input: [] }),
    tooMany: await refused({ model, input: Array(101).fill("a") }),
    tooLarge: await refused({ model, input: "a".repeat(3 << 20) }),
  },
  wire: wire.slice(0, 2),
};
console.log(JSON.stringify(result));
