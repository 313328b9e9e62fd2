/** Everything the console asks of the gateway. */

const KEY = "celeste.signature";
const RENEW_BEFORE_MS = 5000;

let token = null;

export const signature = {
  get: () => sessionStorage.getItem(KEY) ?? "",
  set(value) {
    sessionStorage.setItem(KEY, value);
    token = null;
  },
  forget() {
    sessionStorage.removeItem(KEY);
    token = null;
  },
};

/** An answer that is a problem document; `problem.code` says which. */
export class Refused extends Error {
  constructor(problem, retryAfterSeconds) {
    super(problem.detail ?? problem.title ?? "The request was refused.");
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

async function refusal(response) {
  let problem;
  try {
    problem = await response.json();
  } catch {
    problem = { status: response.status, title: `The gateway answered ${response.status}.`, code: "unknown" };
  }
  return new Refused(problem, Number(response.headers.get("Retry-After")) || null);
}

async function streamToken(signal) {
  if (token && token.expires - RENEW_BEFORE_MS > Date.now()) return token.value;
  const response = await fetch("/api/v1/stream-tokens", {
    method: "POST",
    headers: { "X-Yacht-Signature": signature.get() },
    signal,
  });
  if (!response.ok) throw await refusal(response);
  const issued = await response.json();
  token = { value: issued.token, expires: Date.now() + issued.expires_in_seconds * 1000 };
  return token.value;
}

/** Calls `onEvent(name, data)` for every event of the stream, as it arrives. */
export async function stream(query, onEvent, signal) {
  const parameters = new URLSearchParams({ query, token: await streamToken(signal) });
  const response = await fetch(`/api/v1/stream?${parameters}`, {
    headers: { Accept: "text/event-stream, application/problem+json" },
    signal,
  });
  if (!response.ok) throw await refusal(response);
  await readEvents(response.body, onEvent);
}

/** Server-sent events as the HTML standard reads them, without `id` and `retry`: a search is not resumed. */
export async function readEvents(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let name = "";
  let data = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) onEvent(name || "message", JSON.parse(data.join("\n")));
        name = "";
        data = [];
      } else if (!line.startsWith(":")) {
        const colon = line.indexOf(":");
        const field = colon < 0 ? line : line.slice(0, colon);
        const content = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (field === "event") name = content;
        if (field === "data") data.push(content);
      }
    }
  }
}

/** The same question, answered at once instead of as it is found. */
export async function batch(query, signal) {
  const response = await fetch("/webhook/search", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Yacht-Signature": signature.get() },
    body: JSON.stringify({ query }),
    signal,
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

export async function health() {
  const response = await fetch("/health", { cache: "no-store" });
  return response.json();
}

/** What can be done with a card of each type; the gateway's own table. */
export async function actionTable() {
  const response = await fetch("/console/card-actions.json");
  return response.ok ? response.json() : {};
}
