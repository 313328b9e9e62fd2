/** Small helpers to build the page. Text only ever becomes text nodes: nothing here parses HTML. */

export const byId = (id) => document.getElementById(id);

/** An element with properties, `data-*` values and children; null children are left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("data-") || name.startsWith("aria-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = parseInt(hex ?? decimal, hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * A snippet (escaped text with <mark> around matches) as nodes. Whatever else looks like a tag stays visible as
 * the text it is.
 */
export function marked(snippet) {
  const nodes = [];
  let inMark = false;
  for (const piece of String(snippet ?? "").split(/(<\/?mark>)/)) {
    if (piece === "<mark>") inMark = true;
    else if (piece === "</mark>") inMark = false;
    else if (piece) nodes.push(inMark ? el("mark", {}, decode(piece)) : decode(piece));
  }
  return nodes;
}

/** Plain text with the given words marked, longest first, whatever their case. */
export function highlighted(text, words) {
  const wanted = [...new Set((words ?? []).filter((word) => word.trim().length > 1))].sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [text];
  const pattern = new RegExp(`(${wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
  return text.split(pattern).map((piece, index) => (index % 2 === 1 ? el("mark", {}, piece) : piece));
}

/** `create_work_order` as `Create work order`. */
export function words(name) {
  const text = String(name).replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function millis(value) {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
