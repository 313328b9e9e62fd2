// Asks the service through Cohere's own client and prints what it understood, as one line of JSON.
import { CohereClient } from "cohere-ai";

const client = new CohereClient({ token: "any", environment: process.argv[2], maxRetries: 0 });
const query = "why does the generator overheat";
const documents = [
  "The anchor windlass brake lining is 6 mm thick.",
  "Check the raw water pump impeller when the generator runs hot.",
  "Fold the napkins into swans.",
];
const model = "bge-small-en-v1.5";

async function refused(call) {
  try {
    await call();
  } catch (error) {
    return { name: error.constructor.name, status: error.statusCode, message: error.message, body: error.body };
  }
  throw new Error("answered");
}

const result = {
  v2: await client.v2.rerank({ model, query, documents, topN: 2, maxTokensPerDoc: 64 }),
  v1: await client.rerank({ model, query, documents: documents.map((text) => ({ text })), returnDocuments: true }),
  refusals: {
    unknownModel: await refused(() => client.v2.rerank({ model: "rerank-v3.5", query, documents })),
    noDocuments: await refused(() => client.v2.rerank({ model, query, documents: [] })),
    version1: await refused(() => client.rerank({ model, query: "", documents })),
  },
};
console.log(JSON.stringify(result));
