// Answers one JSON line a request: how long the texts took, and the first text's vector.
import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { env, pipeline } from '@huggingface/transformers';
import * as ort from 'onnxruntime-node';

const [models, name, pooling] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = models;
env.useFSCache = false;

const extractor = await pipeline('feature-extraction', name, { dtype: 'q8', device: 'cpu' });
const session = await ort.InferenceSession.create(`${models}/${name}/onnx/model_quantized.onnx`);

async function transformers(texts) {
  const output = await extractor(texts, { pooling, normalize: true });
  return output.tolist();
}

async function onnxruntime(texts) {
  const tokens = extractor.tokenizer(texts, { padding: true, truncation: true });
  const feeds = {};
  for (const input of session.inputNames) {
    feeds[input] = new ort.Tensor('int64', tokens[input].data, tokens[input].dims);
  }
  const output = await session.run(feeds);
  return pooled(output[session.outputNames[0]], tokens.attention_mask.data);
}

function pooled(hidden, mask) {
  const [count, length, width] = hidden.dims;
  const vectors = [];
  for (let row = 0; row < count; row++) {
    const vector = new Float32Array(width);
    const last = pooling === 'cls' ? 1 : length;
    for (let token = 0; token < last; token++) {
      if (!mask[row * length + token]) continue;
      const at = (row * length + token) * width;
      for (let d = 0; d < width; d++) vector[d] += hidden.data[at + d];
    }
    const norm = Math.hypot(...vector);
    vectors.push(Array.from(vector, (value) => value / norm));
  }
  return vectors;
}

function version(of) {
  return JSON.parse(readFileSync(new URL(`./node_modules/${of}/package.json`, import.meta.url), 'utf8')).version;
}

function answer(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const engines = { transformers, onnxruntime };
answer({
  node: process.version,
  transformers: version('@huggingface/transformers'),
  onnxruntime: version('onnxruntime-node'),
});
for await (const line of createInterface({ input: process.stdin })) {
  const { engine, texts } = JSON.parse(line);
  try {
    const start = performance.now();
    const vectors = await engines[engine](texts);
    answer({ millis: performance.now() - start, vector: vectors[0] });
  } catch (failure) {
    answer({ error: String(failure) });
  }
}
