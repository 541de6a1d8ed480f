/* Posts one kept card and shows the page that the server answers with. */
import { storeAll } from "./keep-cards.js";
import { forget, keep } from "./kept.js";

const PATIENCE = 60_000;
const REFUSED = { 404: "stuck", 409: "typed", 422: "typed" };

/* Returns the answer once the server has decided, null while the card has to wait. */
export async function post(person, record) {
  const body = new FormData();
  for (const [name, value] of record.fields) body.append(name, value);
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  let answer;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    answer = await fetch(record.url, { method: "POST", body, signal });
  } catch {
    return null;
  }
  const state = REFUSED[answer.status];
  if (state) await keep(person, { ...record, state });
  else if (answer.ok && answer.url.includes("/pelajaran/")) await forget(person, record.key);
  else {
    // Her session has ended, or somebody else is signed in here: it waits for her.
    document.querySelector("[data-unsent-sign-in]").hidden = answer.status >= 500;
    return null;
  }
  return answer;
}

/* Puts the answer's page in place of this one; what is typed in other forms is kept before. */
export async function show(answer, record, lesson) {
  if (record.lesson !== lesson || answer.status === 404) {
    location.reload();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  await storeAll();
  document.querySelector("main").replaceWith(main);
  document.dispatchEvent(new Event("cards-shown"));
  const { card } = Object.fromEntries(record.fields);
  if (answer.ok) location.replace(`#kartu-${card}`);
  else main.querySelector("details[open] .errorlist, [role=alert]")?.scrollIntoView();
}
