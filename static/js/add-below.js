/* Moves the forms for new cards below a card, without asking the server for the page again. */

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-add-below]");
  if (!link) return;
  event.preventDefault();
  const offers = document.querySelector("[data-new-cards]");
  for (const input of offers.querySelectorAll("[name=after]")) input.value = link.dataset.addBelow;
  link.closest("li").after(offers);
  offers.scrollIntoView({ block: "center" });
  offers.querySelector("summary").focus();
});
