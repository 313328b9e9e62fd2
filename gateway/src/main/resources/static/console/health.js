import { byId, el } from "./dom.js";
import { health } from "./gateway.js";

const EVERY_MS = 15000;

function show(report) {
  const names = Object.entries(report.dependencies ?? {});
  const down = names.filter(([, word]) => word !== "healthy").length;
  byId("health-dot").dataset.word = report.status;
  byId("health-word").textContent = report.status === "healthy" ? "all well" : down > 0 ? `${down} of ${names.length} not well` : report.status;
  byId("health-list").replaceChildren(
    ...names.map(([name, word]) => el("li", {}, el("span", { class: "dot", "data-word": word }), el("span", {}, name), el("span", {}, word))),
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
