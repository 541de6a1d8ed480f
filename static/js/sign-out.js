/* Says before signing out that this phone still keeps unsent work of the person. */
import { kept } from "./kept.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-sign-out]");
  if (!form || form.dataset.isSure) return;
  event.preventDefault();
  const records = await kept(form.dataset.signOut).catch(() => []);
  form.dataset.isSure = "1";
  if (!records.length) return form.submit();
  const words = document.querySelector("[data-sign-out-words]");
  words.querySelector("b").textContent = records.length;
  words.hidden = false;
  words.scrollIntoView({ block: "center" });
});
