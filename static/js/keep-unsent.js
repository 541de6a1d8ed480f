// Keeps what is not saved yet in the browser, for this person and page, and offers it back.
(() => {
  const SENT = "bekal:sent";
  const store = (action) => {
    try {
      return action();
    } catch {
      return null; // A browser that keeps nothing still edits and saves.
    }
  };

  // The page after a save says that it arrived; without that word the copy stays.
  store(() => {
    const sent = sessionStorage.getItem(SENT);
    if (sent && document.querySelector(".messages .success")) localStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  });

  const form = document.querySelector("[data-edit-form]");
  const offer = document.querySelector("template[data-unsent-offer]");
  if (!form || !offer) return;
  const keyOf = (path) => `bekal:unsent:${offer.dataset.person}:${path}`;
  const key = () => keyOf(window.location.pathname);
  const offered = `${key()}:offer`;

  let isDirty = false;
  const keep = () => {
    if (!isDirty) return;
    const fields = [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
    );
    store(() => localStorage.setItem(key(), JSON.stringify({ at: Date.now(), fields })));
  };
  const forget = () => {
    isDirty = false;
    // The first save of a new page changes its address.
    store(() => [key(), keyOf(form.getAttribute("action"))].forEach((k) => localStorage.removeItem(k)));
  };

  const send = async (fields, { overwrite }) => {
    const data = new FormData();
    fields.forEach(([name, value]) => data.append(name, value));
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: data,
      headers: { "X-CSRFToken": token, ...(overwrite ? {} : { Accept: "application/json" }) },
    });
    if (overwrite) return { success: answer.ok, url: answer.url };
    return answer.json();
  };

  const show = (kept) => {
    form.before(offer.content.cloneNode(true));
    const box = document.querySelector("[data-unsent]");
    box.querySelector("time").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
    let overwrite = false;
    box.querySelector("[data-unsent-send]").addEventListener("click", async () => {
      const answer = await send(kept.fields, { overwrite }).catch(() => ({}));
      if (answer.success) {
        store(() => localStorage.removeItem(offered));
        forget();
        window.location.assign(answer.url || window.location.href);
        return;
      }
      overwrite = answer.error_code === "invalid_revision";
      box.querySelector(overwrite ? "[data-unsent-newer]" : "[data-unsent-failed]").hidden = false;
    });
    box.querySelector("[data-unsent-drop]").addEventListener("click", () => {
      store(() => localStorage.removeItem(offered));
      box.remove();
    });
  };

  store(() => {
    const kept = localStorage.getItem(key());
    if (kept) localStorage.setItem(offered, kept);
    localStorage.removeItem(key());
    const waiting = localStorage.getItem(offered);
    if (waiting) show(JSON.parse(waiting));
  });

  // Wagtail changes its own fields while the page begins; only a hand makes unsent work.
  const touch = (event) => {
    isDirty ||= event.isTrusted;
  };
  ["input", "change"].forEach((name) => form.addEventListener(name, touch));
  document.addEventListener("w-unsaved:add", () => {
    isDirty = true;
  });
  document.addEventListener("w-autosave:success", forget);
  form.addEventListener("submit", () => {
    isDirty = true;
    keep();
    store(() => sessionStorage.setItem(SENT, key()));
  });
  window.addEventListener("pagehide", keep);
  window.setInterval(keep, 1000);
})();
