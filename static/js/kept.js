/* What one person typed on this phone and has not sent yet: a database of its own for each person.
   person: the mark of who is signed in. A record: {key, lesson, url, label, state, fields, at};
   state: "typed" (not handed in yet) or "unsent" (handed in, and waiting for the line). */

function opened(person) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(`bekal-${person}`, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("cards", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function ask(person, mode, act) {
  const database = await opened(person);
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("cards", mode);
      const asked = act(transaction.objectStore("cards"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const keep = (person, record) => ask(person, "readwrite", (cards) => cards.put(record));
export const forget = (person, key) => ask(person, "readwrite", (cards) => cards.delete(key));

/* All records of a person, the oldest first. */
export async function kept(person) {
  const records = await ask(person, "readonly", (cards) => cards.getAll());
  return records.sort((one, other) => one.at - other.at);
}

/* A card's form as a record; the page's own token stays behind. */
export function recordOf(form, state) {
  const isWorth = ([name, value]) =>
    name !== "csrfmiddlewaretoken" && !(value instanceof File && !value.size);
  return {
    key: `${form.dataset.cardForm}:${form.elements.card.value}`,
    lesson: form.dataset.cardForm,
    url: form.action,
    label: form.dataset.label,
    state,
    fields: [...new FormData(form)].filter(isWorth),
    at: Date.now(),
  };
}

/* Put a file into a file field, as if it had been picked there. */
export function putFile(input, file) {
  const carrier = new DataTransfer();
  carrier.items.add(file);
  input.files = carrier.files;
}
