/* Sends a card without leaving the page. Without a line it stays on the phone, and goes later. */
import { storeAll } from "./keep-cards.js";
import { forget, keep, kept, recordOf } from "./kept.js";
import { post, show } from "./post-card.js";

const RETRY = 5_000;
const { person, lesson } = document.querySelector("[data-unsent]").dataset;
const part = (name) => document.querySelector(`[data-unsent${name}]`);
let line = Promise.resolve();
let later;

const waiting = async (state) => (await kept(person)).filter((one) => one.state === state);

/* One tab at a time, and one call after another: a card is never on its way twice at once. */
function sendAll() {
  line = line.then(() => navigator.locks.request(`bekal-${person}`, sendEach)).then(list);
  return line;
}

async function sendEach() {
  let last;
  for (const record of await waiting("unsent")) {
    const answer = await post(person, record);
    if (!answer) break;
    last = [answer, record];
    if (!answer.ok) break;
  }
  if (last) await show(...last, lesson);
}

async function list() {
  const unsent = await waiting("unsent");
  const stuck = await waiting("stuck");
  part("").hidden = !(unsent.length + stuck.length);
  part("-list").replaceChildren(...[...unsent, ...stuck].map(row));
  clearTimeout(later);
  if (unsent.length) later = setTimeout(sendAll, RETRY);
}

function row(record) {
  const made = part("-row").content.cloneNode(true);
  const { text, alt } = Object.fromEntries(record.fields);
  made.querySelector("[data-unsent-label]").textContent = record.label;
  made.querySelector("[data-unsent-words]").textContent = (text ?? alt ?? "").slice(0, 120);
  made.querySelector("[data-unsent-send]").onclick = () =>
    keep(person, { ...record, state: "unsent" }).then(sendAll);
  made.querySelector("[data-unsent-drop]").onclick = () => forget(person, record.key).then(list);
  return made;
}

async function handIn(event) {
  const form = event.target.closest("[data-card-form]");
  if (!form) return;
  event.preventDefault();
  if ("sending" in form.dataset) return;
  form.dataset.sending = "";
  const record = recordOf(form, "unsent");
  try {
    await storeAll();
    await keep(person, record);
  } catch {
    form.submit(); // A phone that keeps nothing still sends.
    return;
  }
  await sendAll();
  delete form.dataset.sending;
  const isWaiting = (await waiting("unsent")).some((one) => one.key === record.key);
  if (isWaiting && form.isConnected && !form.elements.seen.value) free(form);
}

/* Its card waits on the phone now: the form is free for the next one. */
function free(form) {
  form.reset();
  delete form.dataset.typed;
  form.elements.card.value = crypto.randomUUID();
  form.closest("details").open = false;
  for (const canvas of form.querySelectorAll("canvas")) canvas.hidden = true;
}

// What all this needs, browsers give to safe addresses alone; without it the forms send themselves.
if (isSecureContext) {
  document.addEventListener("submit", handIn);
  document.addEventListener("cards-shown", list);
  window.addEventListener("online", sendAll);
  sendAll();
}
