/* Keeps what is typed into a card's form on the phone, and puts it back when the page comes again. */
import { forget, keep, kept, putFile, recordOf } from "./kept.js";

const { person, lesson } = document.querySelector("[data-unsent]").dataset;
const PAUSE = 250;
const waiting = new Map();

function store(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  return form.isConnected && form.dataset.typed ? keep(person, recordOf(form, "typed")) : null;
}

function typed(event) {
  const form = event.target.closest("[data-card-form]");
  if (!form) return;
  form.dataset.typed = "1";
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => store(form), PAUSE));
}

export const storeAll = () => Promise.all([...waiting.keys()].map(store));

function formOf(record) {
  const fields = Object.fromEntries(record.fields);
  const forms = [...document.querySelectorAll("[data-card-form]")];
  const isFree = (form) => !form.dataset.typed && !form.elements.seen.value;
  return (
    forms.find((form) => form.elements.card.value === fields.card) ??
    forms.find((form) => form.elements.kind.value === fields.kind && isFree(form))
  );
}

function fill(form, record) {
  // A form that the server has just answered says more than the phone: only its files are gone.
  const isAnswered = "answered" in form.dataset;
  const ticks = isAnswered ? [] : form.querySelectorAll("[type=checkbox], [type=radio]");
  for (const tick of ticks) tick.checked = false;
  for (const [name, value] of record.fields) {
    const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (value instanceof File) {
      putFile(inputs[0], value);
      inputs[0].dispatchEvent(new Event("restored", { bubbles: true }));
    } else if (isAnswered) continue;
    else if (["checkbox", "radio"].includes(inputs[0]?.type)) {
      for (const input of inputs) if (input.value === value) input.checked = true;
    } else if (inputs.length) inputs[0].value = value;
  }
  form.dataset.typed = "1";
  form.closest("details").open = true;
  form.querySelector("[data-restored]").hidden = isAnswered;
}

async function restore() {
  for (const record of await kept(person)) {
    if (record.lesson !== lesson || record.state !== "typed") continue;
    const form = formOf(record);
    if (form) fill(form, record);
  }
}

async function drop(event) {
  const button = event.target.closest("[data-card-drop]");
  if (!button) return;
  const { form } = button;
  await forget(person, recordOf(form, "typed").key);
  clearTimeout(waiting.get(form));
  location.reload();
}

document.addEventListener("input", typed);
document.addEventListener("change", typed);
document.addEventListener("click", drop);
document.addEventListener("cards-shown", restore);
document.addEventListener("visibilitychange", storeAll);
restore();
