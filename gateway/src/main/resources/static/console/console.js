import { Answer } from "./answer.js";
import { Results, showAction, showPassage } from "./cards.js";
import { byId, el, millis, words } from "./dom.js";
import { Refused, actionTable, batch, signature, stream } from "./gateway.js";
import { watchHealth } from "./health.js";

const EXAMPLES = ["SPN 4364 FMI 2 on Gen 2", "Port main engine overheating", "How is the watermaker pickled?", "CAT 3512 oil filter"];
const LACKS = {
  search_unavailable: "Search is not available, so there are no results",
  search_fallback: "Searched in the database directly, in a simpler order",
  nlp_unavailable: "The question could not be analysed",
  nlp_fallback: "A language model read the question",
  embedding_fallback: "Searched with another model while the usual one is away",
  embedding_unavailable: "Searched by words only, meaning was left out",
  vectors_incomplete: "Some documents are still being indexed",
  vector_search_unavailable: "Searched by words only, meaning was left out",
  lexical_search_unavailable: "Searched by meaning only, words were left out",
  rerank_unavailable: "Results are in their first order",
  rerank_incomplete: "Some results are in their first order",
  yacht_context_unavailable: "The yacht's own equipment list was not used",
  answer_unavailable: "No answer could be written",
  answer_incomplete: "The answer broke off before its end",
  llm_unavailable: "No language model answered, so sentences are quoted instead",
  stream_unavailable: "Live results are not available, answered in one piece",
};

const dialog = byId("reader");
const query = byId("query");
let running = null;
let asked = "";

const results = new Results(byId("results"), {}, (hit) => showPassage(dialog, hit, asked), (action, hit) =>
  action === "open_document" || action.startsWith("view_") ? showPassage(dialog, hit, asked) : showAction(dialog, action, hit),
);
const answer = new Answer(
  { section: byId("answer"), text: byId("answer-text"), list: byId("citations"), kind: byId("answer-kind") },
  (citation, number) => {
    const id = citation?.id ?? [...results.hits.keys()][number - 1];
    if (!results.focusCited(id) && citation) {
      showPassage(dialog, { id, type: "document_chunk", title: citation.title, content: citation.quote, metadata: {} }, asked);
    }
  },
);

function say(text) {
  byId("status").textContent = text;
}

function lacking(names) {
  const shown = new Set([...byId("degraded").children].map((item) => item.dataset.name));
  for (const name of names ?? []) {
    if (!shown.has(name)) byId("degraded").append(el("li", { "data-name": name }, LACKS[name] ?? words(name)));
  }
}

function understood(entities, intent) {
  const chips = [];
  if (intent?.primary && intent.primary !== "search") chips.push(el("li", { class: "intent" }, words(intent.primary)));
  for (const name of intent?.secondary ?? []) chips.push(el("li", { class: "intent" }, words(name)));
  const spans = new Set();
  for (const [kind, found] of Object.entries(entities ?? {})) {
    for (const entity of found ?? []) {
      const at = `${entity.start}-${entity.end}-${kind}`;
      if (spans.has(at)) continue;
      spans.add(at);
      const label = kind === "fault_codes" && entity.description ? entity.description : words(entity.type ?? kind).replace(/s$/, "");
      chips.push(
        el("li", { class: entity.negated ? "denied" : null, title: entity.canonical ?? "" }, el("span", {}, entity.text), el("small", {}, label)),
      );
    }
  }
  byId("understood").replaceChildren(...chips);
  if (intent) results.useIntent(intent);
}

function timings(stages) {
  const entries = Object.entries(stages ?? {}).filter(([stage]) => stage !== "total");
  byId("stages").hidden = entries.length === 0;
  byId("stages").textContent = entries.map(([stage, value]) => `${stage.replaceAll("_", " ")} ${millis(value)}`).join("  ·  ");
}

function finished(total, latency) {
  results.settle();
  say(total === 0 ? `Nothing found in ${millis(latency)}` : `${total} ${total === 1 ? "result" : "results"} in ${millis(latency)}`);
  const empty = results.size === 0;
  byId("nothing").hidden = !empty;
  byId("nothing").textContent = empty ? "No passage on board fits this question. Fewer or other words may help, or a part of a code." : "";
}

function failed(problem, retry, retryAfterSeconds) {
  results.settle();
  document.body.dataset.state = "failed";
  say("");
  const wait = retryAfterSeconds ? ` Worth trying again in ${retryAfterSeconds} s.` : "";
  byId("failure").hidden = false;
  byId("failure").replaceChildren(
    el("h2", {}, problem.title ?? "That did not work"),
    el("p", {}, (problem.detail ?? problem.message ?? "") + wait),
    problem.request_id ? el("p", { class: "note" }, `Request ${problem.request_id}`) : null,
    retry ? el("button", { class: "primary", type: "button", onclick: retry }, "Try again") : null,
  );
  byId("failure").lastChild?.focus?.();
}

function askForKey(message) {
  document.body.dataset.state = "empty";
  byId("outcome").hidden = true;
  toggle("key", true);
  const note = byId("key-note");
  note.textContent = message ?? "It says which yacht is asking. Kept in this tab only, and forgotten with it.";
  note.dataset.tone = message ? "bad" : "";
  byId("key").focus();
}

const HANDLERS = {
  start: () => {},
  entities: (data) => understood(data.entities, data.intent),
  result: (data) => {
    results.put(data);
    say(`${results.size} so far`);
  },
  rerank: (data) => results.reorder(data.results ?? []),
  llm_chunk: (data) => answer.add(data.content ?? "", data.kind),
  citations: (data) => answer.cite(data.citations ?? []),
  degraded: (data) => lacking(data.degraded),
  complete: (data) => {
    lacking(data.degraded);
    timings(data.timings_ms);
    finished(data.total_results ?? results.size, data.latency_ms ?? 0);
    document.body.dataset.state = "done";
  },
  error: (data) => failed(data, () => ask(asked)),
};

async function live(text, signal) {
  let ended = false;
  await stream(
    text,
    (name, data) => {
      ended ||= name === "complete" || name === "error";
      HANDLERS[name]?.(data);
    },
    signal,
  );
  if (!ended) throw new TypeError("the stream broke off");
}

async function inOnePiece(text, signal) {
  const document_ = await batch(text, signal);
  understood(document_.entities, document_.intent);
  document_.results.forEach((card) => results.put(card));
  lacking([...(document_.metadata.degraded ?? []), "stream_unavailable"]);
  timings(document_.metadata.timings_ms);
  finished(document_.results.length, document_.metadata.latency_ms);
  document.body.dataset.state = "done";
}

function begin(text) {
  running?.abort();
  running = new AbortController();
  asked = text;
  query.value = text;
  document.body.dataset.state = "busy";
  document.title = `${text} · Celeste`;
  byId("outcome").hidden = false;
  byId("progress").hidden = false;
  byId("failure").hidden = true;
  byId("nothing").hidden = true;
  byId("stages").hidden = true;
  byId("degraded").replaceChildren();
  byId("understood").replaceChildren();
  results.clear(3);
  answer.clear();
  say("Searching");
  return running.signal;
}

/** Live first; when live is not to be had, in one piece. */
async function ask(text) {
  if (!signature.get()) {
    asked = text;
    query.value = text;
    askForKey();
    return;
  }
  const signal = begin(text);
  try {
    try {
      await live(text, signal);
    } catch (failure) {
      const hopeless = signal.aborted || (failure instanceof Refused && failure.problem.status < 500);
      if (hopeless) throw failure;
      results.clear(3);
      answer.clear();
      await inOnePiece(text, signal);
    }
  } catch (failure) {
    if (signal.aborted) return;
    if (failure instanceof Refused && failure.problem.status === 401) {
      signature.forget();
      showKeyState();
      askForKey("No yacht has this signature. Check it and try again.");
    } else if (failure instanceof Refused) failed(failure.problem, () => ask(text), failure.retryAfterSeconds);
    else failed({ title: "The gateway cannot be reached", detail: "Check that it runs and that this machine can reach it." }, () => ask(text));
  } finally {
    if (running?.signal === signal) {
      byId("progress").hidden = true;
      running = null;
    }
  }
}

function toggle(name, open) {
  for (const panel of ["key", "health"]) {
    const shown = panel === name && (open ?? byId(`${panel}-panel`).hidden);
    byId(`${panel}-panel`).hidden = !shown;
    byId(`${panel}-button`).setAttribute("aria-expanded", String(shown));
  }
}

function showKeyState() {
  const known = signature.get() !== "";
  byId("key-button").textContent = known ? "Signed in" : "Signature";
  byId("key-forget").hidden = !known;
}

function stop() {
  if (!running) return false;
  running.abort();
  running = null;
  byId("progress").hidden = true;
  results.settle();
  document.body.dataset.state = "done";
  say("Stopped");
  return true;
}

function onKey(event) {
  const typing = event.target.matches?.("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === "Escape") {
    if (!stop()) toggle("none");
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (!typing || event.target === query)) {
    if (results.size === 0) return;
    event.preventDefault();
    results.move(event.key === "ArrowDown" ? 1 : -1);
  }
}

function wire() {
  byId("ask-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = query.value.trim();
    if (text) {
      history.pushState({}, "", `?q=${encodeURIComponent(text)}`);
      ask(text);
    }
  });
  byId("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    signature.set(byId("key").value.trim());
    byId("key").value = "";
    toggle("none");
    showKeyState();
    if (asked || query.value.trim()) ask(asked || query.value.trim());
    else query.focus();
  });
  byId("key-forget").addEventListener("click", () => {
    signature.forget();
    showKeyState();
    toggle("none");
  });
  byId("key-button").addEventListener("click", () => {
    toggle("key");
    if (!byId("key-panel").hidden) byId("key").focus();
  });
  byId("health-button").addEventListener("click", () => toggle("health"));
  byId("examples").replaceChildren(
    ...EXAMPLES.map((text) =>
      el("li", {}, el("button", { type: "button", onclick: () => { query.value = text; byId("ask-form").requestSubmit(); } }, text)),
    ),
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", fromAddress);
}

function fromAddress() {
  const text = new URLSearchParams(location.search).get("q")?.slice(0, 2000);
  if (text) ask(text);
  else query.focus();
}

wire();
showKeyState();
watchHealth();
actionTable().then((table) => { results.table = table; }, () => {}).finally(fromAddress);
