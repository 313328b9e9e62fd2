import { el } from "./dom.js";

const KINDS = {
  extractive: "· sentences from the documents, word for word",
  generated: "· written by a language model from the documents, see its sources",
};

/** The answer as it is written, its [numbers] as buttons that jump to the passage. */
export class Answer {
  constructor(parts, jump) {
    this.parts = parts;
    this.jump = jump;
    this.clear();
  }

  clear() {
    this.text = "";
    this.citations = new Map();
    this.parts.section.hidden = true;
    this.parts.text.replaceChildren();
    this.parts.list.replaceChildren();
    this.parts.kind.textContent = "";
  }

  add(content, kind) {
    this.text += content;
    this.parts.section.hidden = false;
    this.parts.kind.textContent = KINDS[kind] ?? "";
    this.draw();
  }

  cite(citations) {
    this.citations = new Map(citations.map((citation) => [citation.number, citation]));
    this.draw();
    this.parts.list.replaceChildren(
      ...citations.map((citation) =>
        el("li", {}, this.button(citation.number), el("span", {}, el("strong", {}, citation.title || "Source"), shortened(citation.quote))),
      ),
    );
  }

  draw() {
    const pieces = this.text.split(/\[(\d{1,3})\]/);
    this.parts.text.replaceChildren(...pieces.map((piece, index) => (index % 2 === 1 ? this.button(Number(piece)) : piece)));
  }

  button(number) {
    const citation = this.citations.get(number);
    return el(
      "button",
      { class: "cite", type: "button", title: citation?.title ?? `Source ${number}`, onclick: () => this.jump(citation, number) },
      String(number),
    );
  }
}

function shortened(quote) {
  const text = quote ?? "";
  return text.length > 140 ? `${text.slice(0, 139)}…` : text;
}
