// Opens the preview beside a lesson on a wide screen, until the author chooses otherwise.
(() => {
  const WIDE = 1200;
  const CHOICE = "wagtail:side-panel-open";
  if (!document.querySelector("[data-lesson-report-target]")) return;
  try {
    if (localStorage.getItem(CHOICE) === null && window.innerWidth >= WIDE) {
      localStorage.setItem(CHOICE, "preview");
    }
  } catch {
    // A browser that keeps nothing shows the editor alone.
  }
})();
