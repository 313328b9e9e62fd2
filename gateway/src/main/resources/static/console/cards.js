import { byId, el, highlighted, marked, words } from "./dom.js";

const TYPES = {
  document_chunk: "Document",
  fault: "Fault",
  equipment: "Equipment",
  part: "Part",
  work_order: "Work order",
};
const SHOWN_ACTIONS = 4;

/** The list of results: keyed by id, so that a later search can move a card instead of drawing it again. */
export class Results {
  constructor(list, table, open, act) {
    this.list = list;
    this.table = table;
    this.open = open;
    this.act = act;
    this.hits = new Map();
    this.intent = { primary: "search", secondary: [] };
  }

  clear(skeletons) {
    this.hits.clear();
    this.intent = { primary: "search", secondary: [] };
    this.list.replaceChildren(...Array.from({ length: skeletons }, () => el("li", { class: "card skeleton", "aria-hidden": "true" })));
  }

  settle() {
    this.list.querySelectorAll(".skeleton").forEach((skeleton) => skeleton.remove());
  }

  get size() {
    return this.hits.size;
  }

  put(hit) {
    this.settle();
    const card = this.card(hit);
    const known = this.hits.get(hit.id);
    if (known) {
      const focused = known.card === document.activeElement;
      known.card.replaceWith(card);
      if (focused) card.focus();
    } else {
      this.list.append(card);
    }
    this.hits.set(hit.id, { hit, card });
  }

  /** The final order: cards glide to their places, those that did not make it leave. */
  reorder(places) {
    const before = new Map([...this.hits].map(([id, { card }]) => [id, card.getBoundingClientRect().top]));
    const kept = new Map();
    for (const place of places) {
      const known = this.hits.get(place.id);
      if (!known) continue;
      const hit = { ...known.hit, score: place.score, rank: place.rank, stage: "final" };
      const focused = known.card === document.activeElement;
      const card = this.card(hit);
      known.card.replaceWith(card);
      this.list.append(card);
      if (focused) card.focus({ preventScroll: true });
      kept.set(place.id, { hit, card });
    }
    for (const [id, { card }] of this.hits) if (!kept.has(id)) card.remove();
    this.hits = kept;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const [id, { card }] of kept) {
      const moved = (before.get(id) ?? 0) - card.getBoundingClientRect().top;
      if (moved) card.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], { duration: 320, easing: "ease-out" });
    }
  }

  /** Actions follow the intent, which may arrive after the first cards. */
  useIntent(intent) {
    this.intent = intent;
    for (const { hit, card } of this.hits.values()) {
      card.querySelector(".actions")?.replaceWith(this.actions(hit));
    }
  }

  focusCited(id) {
    const known = this.hits.get(id);
    if (!known) return false;
    known.card.classList.remove("cited");
    known.card.focus({ preventScroll: true });
    known.card.scrollIntoView({ block: "center", behavior: "smooth" });
    void known.card.offsetWidth;
    known.card.classList.add("cited");
    return true;
  }

  /** Moves the focus by `step` cards; back to the search box above the first. */
  move(step) {
    const cards = [...this.list.querySelectorAll(".card:not(.skeleton)")];
    const at = cards.indexOf(document.activeElement?.closest?.(".card"));
    const to = at + step;
    if (to < 0) byId("query").focus();
    else cards[Math.min(to, cards.length - 1)]?.focus();
  }

  card(hit) {
    const bar = el("b");
    bar.style.transform = `scaleX(${Math.max(0, Math.min(1, hit.score ?? 0))})`;
    const card = el(
      "li",
      { class: `card${hit.stage === "lexical" ? " provisional" : ""}`, tabIndex: 0, "data-id": hit.id },
      el(
        "header",
        {},
        el("h3", {}, titleOf(hit)),
        el("span", { class: "score", title: "Score, comparable within this answer" }, el("i", {}, bar), (hit.score ?? 0).toFixed(2)),
      ),
      el("p", { class: "kindline" }, kindLine(hit)),
      el("p", { class: "snippet" }, ...snippetOf(hit)),
      this.actions(hit),
    );
    card.addEventListener("click", (event) => {
      if (!event.target.closest("button") && !String(getSelection())) this.open(hit);
    });
    card.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === card) {
        event.preventDefault();
        this.open(hit);
      }
    });
    return card;
  }

  actions(hit) {
    const buttons = this.actionsOf(hit)
      .slice(0, SHOWN_ACTIONS)
      .map((action) => el("button", { type: "button", onclick: () => this.act(action, hit) }, words(action)));
    return el("div", { class: "actions" }, buttons);
  }

  actionsOf(hit) {
    if (hit.actions) return hit.actions;
    const row = this.table[hit.type] ?? { always: [], by_intent: {} };
    const asked = [this.intent.primary, ...(this.intent.secondary ?? [])].flatMap((name) => row.by_intent[name] ?? []);
    return [...new Set([...asked, ...row.always])];
  }
}

function titleOf(hit) {
  return hit.title || hit.metadata?.title || TYPES[hit.type] || "Untitled";
}

function kindLine(hit) {
  const metadata = hit.metadata ?? {};
  const details = [metadata.section ?? metadata.heading, metadata.manufacturer, metadata.model, metadata.page && `page ${metadata.page}`];
  return [TYPES[hit.type] ?? words(hit.type), ...details.filter((detail) => typeof detail === "string" && detail)].join(" · ");
}

function snippetOf(hit) {
  const snippet = hit.snippet ?? hit.metadata?.snippet;
  return snippet ? marked(snippet) : [hit.preview ?? hit.content ?? ""];
}

/** The whole passage, with where it comes from and why it was found. */
export function showPassage(dialog, hit, query) {
  const facts = Object.entries({ ...hit.metadata, ...scoreFacts(hit) }).filter(
    ([name, value]) => value !== null && value !== "" && typeof value !== "object" && name !== "title" && name !== "snippet",
  );
  const text = hit.content ?? hit.preview ?? "";
  showDialog(
    dialog,
    kindLine(hit),
    titleOf(hit),
    el("div", { class: "passage" }, ...highlighted(text, hit.highlights?.length ? hit.highlights : query.split(/\s+/).filter((word) => word.length > 3))),
    el("dl", { class: "facts" }, facts.flatMap(([name, value]) => [el("dt", {}, words(name)), el("dd", {}, String(value))])),
  );
}

function scoreFacts(hit) {
  const scores = hit.scores ?? hit.metadata?.scores ?? {};
  const facts = { score: hit.score?.toFixed(4) };
  for (const [stage, value] of Object.entries(scores)) if (typeof value === "number") facts[`${stage}_score`] = value.toFixed(4);
  return facts;
}

/** What an application would be told to do; the console itself changes nothing on board. */
export function showAction(dialog, action, hit) {
  const payload = { action, type: hit.type, id: hit.id };
  const documentId = hit.document_id ?? hit.metadata?.document_id;
  if (documentId) payload.document_id = documentId;
  const text = JSON.stringify(payload, null, 2);
  const copy = el("button", { class: "primary", type: "button" }, "Copy");
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(text);
    copy.textContent = "Copied";
  });
  showDialog(
    dialog,
    titleOf(hit),
    words(action),
    el("p", {}, "The console changes nothing on board. Your application would carry out:"),
    el("pre", { class: "payload" }, text),
    copy,
  );
}

function showDialog(dialog, kind, title, ...content) {
  const close = el("button", { class: "quiet", type: "button", onclick: () => dialog.close() }, "Close ", el("kbd", {}, "Esc"));
  dialog.replaceChildren(
    el("div", { class: "bar" }, el("span", {}, kind), close),
    el("h2", { id: "reader-title" }, title),
    ...content,
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}
