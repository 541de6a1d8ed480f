// Copies the report that the preview carries into the checks panel of the editor.
(() => {
  const target = document.querySelector("[data-lesson-report-target]");
  if (!target) return;

  const counter = document.querySelector(
    '[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]',
  );
  let ours = 0;

  const show = () => {
    const frame = document.getElementById("w-preview-iframe");
    const report = frame?.contentDocument?.querySelector("template[data-lesson-report]");
    if (!report) return;
    target.replaceChildren(document.importNode(report.content, true));
    ours = Number(target.querySelector("[data-count]")?.dataset.count) || 0;
    count();
  };

  // Wagtail counts its own findings there, after each look at the preview.
  const count = () => {
    const theirs = Number(document.querySelector("[data-content-checker-count]")?.textContent) || 0;
    if (!counter) return;
    counter.textContent = String(ours + theirs);
    counter.hidden = ours + theirs === 0;
  };

  // The block may be folded away: unfold it, and everything around it.
  target.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#block-"]');
    let section = link && document.querySelector(link.getAttribute("href"));
    while (section) {
      const toggle = section.querySelector(":scope > .w-panel__header [data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      section = section.parentElement?.closest("[data-panel]");
    }
  });

  document.addEventListener("w-preview:loaded", show);
  document.addEventListener("w-preview:content", count);
})();
