import { byId, el } from "./dom.js";
import { health } from "./gateway.js";

const EVERY_MS = 15000;

/** What the words of /health mean for somebody who wants to search: up, degraded or down. */
const UP = ["healthy", "loaded"];
const DOWN = ["unreachable", "unhealthy", "timeout"];
const level = (word) => (UP.includes(word) ? "up" : DOWN.includes(word) ? "down" : "degraded");

/** `up`, `degraded: starting`, `down, breaker open`. */
function said(word, breaker) {
  const name = level(word);
  const why = name === "degraded" && word !== "degraded" && word !== "breaker_open" ? `: ${word.replaceAll("_", " ")}` : "";
  return name + why + (breaker ? `, breaker ${breaker.replaceAll("_", " ")}` : "");
}

function show(report) {
  const names = Object.entries(report.dependencies ?? {});
  const breakers = report.breakers ?? {};
  const troubled = names.filter(([, word]) => level(word) !== "up").length;
  byId("health-dot").dataset.word = report.status;
  byId("health-word").textContent = report.status === "healthy" ? "all well" : troubled > 0 ? `${troubled} of ${names.length} not well` : report.status;
  byId("health-list").replaceChildren(
    ...names.map(([name, word]) =>
      el("li", {}, el("span", { class: "dot", "data-word": level(word) }), el("span", {}, name), el("span", {}, said(word, breakers[name]))),
    ),
  );
  byId("health-note").textContent = report.version ? `Gateway ${report.version}` : "";
}

async function look() {
  if (document.hidden) return;
  try {
    show(await health());
  } catch {
    show({ status: "unreachable", dependencies: { gateway: "unreachable" } });
  }
}

export function watchHealth() {
  look();
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}
