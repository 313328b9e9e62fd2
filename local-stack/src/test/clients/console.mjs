// Uses the console as a person does, in a real browser, and prints one line of JSON: each scenario, "well" or why not.
//   node console.mjs <browser> <address> <signature> <second signature> <folder for pictures>
import { chromium } from "playwright-core";

const [, , executablePath, address, first, second, pictures] = process.argv;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const outcomes = {};

function expect(truth, what) {
  if (!truth) throw new Error(what);
}

/** A tab of its own: nothing is kept from another scenario. */
async function scenario(name, options, act) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error in the page: ${error.message}`));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) wrong.push(`asked elsewhere: ${request.url()}`);
  });
  try {
    await page.goto(address);
    await act(page);
    expect(wrong.length === 0, wrong.join("; "));
    outcomes[name] = "well";
  } catch (failure) {
    outcomes[name] = String(failure.message ?? failure).slice(0, 600);
    await page.screenshot({ path: `${pictures}/failed-${name}.png` }).catch(() => {});
  } finally {
    await context.close();
  }
}

async function signIn(page, signature) {
  await page.click("#key-button");
  await page.fill("#key", signature);
  await page.press("#key", "Enter");
}

async function ask(page, question) {
  await page.fill("#query", question);
  await page.press("#query", "Enter");
  await page.waitForFunction(() => ["done", "failed"].includes(document.body.dataset.state));
}

const texts = (page, selector) => page.locator(selector).allTextContents();
const ids = (page) => page.locator("#results .card").evaluateAll((cards) => cards.map((card) => card.dataset.id));

await scenario("a question is answered", {}, async (page) => {
  await signIn(page, first);
  await ask(page, "Gen 2 SPN 4364 FMI 2 overheating");
  expect((await ids(page)).length > 3, "few results");
  expect((await page.textContent("#status")).match(/\d+ results? in/), "no count or time");
  const chips = (await texts(page, "#understood li")).join(" | ");
  expect(chips.includes("Gen 2") && chips.includes("4364"), `not understood: ${chips}`);
  expect(chips.includes("Diagnose fault"), `no intent: ${chips}`);
  expect((await page.textContent("#answer-text")).length > 40, "no answer");
  expect((await texts(page, "#results .actions button")).length > 3, "no actions");
  expect((await page.textContent("#stages")).includes("ms"), "no timings");
  expect((await page.locator("#results mark").count()) > 0, "nothing is marked");
  await page.screenshot({ path: `${pictures}/console.png` });
});

await scenario("results are there before the end", {}, async (page) => {
  await signIn(page, first);
  await page.evaluate(() => {
    // Each event by itself, however they came: the page must show it before the next one.
    const asked = window.fetch;
    window.fetch = async (...request) => {
      const answer = await asked(...request);
      if (!String(request[0]).includes("/api/v1/stream?")) return answer;
      let rest = "";
      const events = new TransformStream({
        async transform(text, out) {
          const pieces = (rest + text).split(/(?<=\n\n)/);
          rest = pieces.at(-1).endsWith("\n\n") ? "" : pieces.pop();
          for (const piece of pieces) {
            out.enqueue(piece);
            await new Promise((resolve) => setTimeout(resolve));
          }
        },
      });
      const body = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(events).pipeThrough(new TextEncoderStream());
      return new Response(body, { status: answer.status, headers: answer.headers });
    };
    new MutationObserver(() => {
      if (document.querySelector("#results .card:not(.skeleton)")) window.firstCardWhile ??= document.body.dataset.state;
    }).observe(document.querySelector("#results"), { childList: true });
  });
  await ask(page, "stabiliser B oil leak");
  expect((await page.evaluate(() => window.firstCardWhile)) === "busy", "results came with the end of the stream only");
});

await scenario("a citation leads to its passage", {}, async (page) => {
  await signIn(page, first);
  await ask(page, "CAT 3512 overheating");
  await page.locator("#answer-text .cite").first().click();
  const cited = await page.evaluate(() => document.activeElement?.closest(".card")?.dataset.id ?? "");
  expect((await ids(page)).includes(cited), "no card has the focus");
});

await scenario("the keyboard is enough", {}, async (page) => {
  await signIn(page, first);
  await page.locator("body").press("/");
  expect((await page.evaluate(() => document.activeElement.id)) === "query", "/ does not lead to the search box");
  await ask(page, "watermaker salinity");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect((await page.evaluate(() => document.activeElement.dataset.id)) === (await ids(page))[1], "the arrows do not move");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#reader[open]");
  const facts = (await texts(page, "#reader .facts dt")).join(" ").toLowerCase();
  expect(facts.includes("score"), `the scores are not explained: ${facts}`);
  await page.keyboard.press("Escape");
  await page.waitForSelector("#reader:not([open])", { state: "attached" });
});

await scenario("a wrong signature is said and forgotten", {}, async (page) => {
  await signIn(page, "no such yacht");
  await page.fill("#query", "oil");
  await page.press("#query", "Enter");
  await page.waitForSelector("#key-note[data-tone=bad]");
  expect((await page.evaluate(() => sessionStorage.length)) === 0, "it was kept");
});

await scenario("without streams it answers in one piece and says so", {}, async (page) => {
  await page.route("**/api/v1/stream?*", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"status":503}' }));
  await signIn(page, first);
  await ask(page, "stabiliser B oil leak");
  expect((await ids(page)).length > 3, "few results");
  expect((await texts(page, "#degraded li")).join(" ").includes("one piece"), "it does not say so");
});

await scenario("without a gateway it says what to do", {}, async (page) => {
  await signIn(page, first);
  await page.route("**/api/**", (route) => route.abort());
  await page.route("**/webhook/**", (route) => route.abort());
  await ask(page, "oil");
  expect((await page.textContent("#failure")).includes("cannot be reached"), "no word of it");
  await page.unroute("**/api/**");
  await page.unroute("**/webhook/**");
  await page.click("#failure button");
  await page.waitForSelector("#results .card:not(.skeleton)");
});

await scenario("two yachts see nothing of each other", {}, async (page) => {
  await signIn(page, first);
  await ask(page, "oil leak");
  const ours = await ids(page);
  await page.click("#key-button");
  await page.click("#key-forget");
  await signIn(page, second);
  await page.waitForFunction((id) => !document.querySelector(`[data-id="${id}"]`), ours[0]);
  await ask(page, "oil leak");
  const theirs = await ids(page);
  expect(ours.length > 3 && theirs.length > 3, "few results");
  expect(!theirs.some((id) => ours.includes(id)), "a result of the other yacht");
});

await scenario("markup in a question stays text", {}, async (page) => {
  await signIn(page, first);
  await ask(page, 'oil <img src=x onerror="document.title=\'run\'"> <mark>leak');
  expect((await page.locator("main img").count()) === 0 && (await page.title()) !== "run", "it became markup");
});

await scenario("it fits a phone, in the dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }, async (page) => {
  await signIn(page, first);
  await ask(page, "Gen 2 SPN 4364 FMI 2 overheating");
  expect((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, "it is wider than the screen");
  const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).every((part) => part < 80));
  expect(light, "it is not dark");
  await page.screenshot({ path: `${pictures}/console-phone.png` });
});

await scenario("the health of each service is shown", {}, async (page) => {
  await page.click("#health-button");
  await page.waitForFunction(() => document.querySelectorAll("#health-list li").length >= 5);
  const list = (await texts(page, "#health-list li")).join(" ");
  for (const service of ["search-engine", "embedding-service", "nlp-service", "streaming-proxy", "postgres"]) {
    expect(list.includes(service), `${service} is missing: ${list}`);
  }
});

await browser.close();
console.log(JSON.stringify(outcomes));
