"""Runs every check, those that do not disturb each other side by side; see ../test."""

# ruff: noqa: T201

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE_DIR))

PYTHON = [sys.executable, "-m"]
# Of courses what locks, freezes and queries; the rest is Wagtail's own tables.
DATA_LAYER = (
    *("common", "people", "skills", "quizzes", "certificates", "learning"),
    *("courses/test_publishing.py", "courses/test_review.py", "courses/test_drafts.py"),
)
AXE = "tests/browser/test_axe.py"
NOTHING_COLLECTED = 5
LANES = 2
COUNTS = re.compile(r"(\d+) (passed|failed|error|errors|skipped|xfailed|xpassed|deselected)\b")

SKIPPED = re.compile(r"^SKIPPED (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """One command, what to call it, and whether its last line counts tests."""

    name: str
    command: list[str]
    counts_tests: bool = False
    environment: dict[str, str] | None = None


class Report:
    """Collects what the steps said, from two threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.failed: list[str] = []
        self.remarks: list[str] = []
        self.counts: Counter[str] = Counter()

    def run(self, step: Step) -> None:
        begin = time.monotonic()
        done = subprocess.run(  # noqa: S603
            step.command,
            cwd=BASE_DIR,
            env={**os.environ, **(step.environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        seconds = time.monotonic() - begin
        good = done.returncode == 0 or (step.counts_tests and done.returncode == NOTHING_COLLECTED)
        if step.counts_tests:
            for skipped in SKIPPED.findall(done.stdout):
                self.remark(f"!! SKIPPED in {step.name}: {skipped}")
        last = done.stdout.strip().splitlines()[-1:] or [""]
        with self._lock:
            if not good:
                self.failed.append(step.name)
                print(f"\n{done.stdout.rstrip()}\n")
            shown = f"  {last[0].strip('= ')}" if step.counts_tests else ""
            print(f"{'ok    ' if good else 'FAILED'} {step.name:<24}{seconds:6.1f} s{shown}")
            sys.stdout.flush()
            if step.counts_tests:
                self.counts.update({word: int(n) for n, word in COUNTS.findall(last[0])})

    def run_all(self, steps: list[Step]) -> None:
        for step in steps:
            self.run(step)

    def remark(self, text: str) -> None:
        with self._lock:
            self.remarks.append(text)


def pytest(name: str, markers: str, *words: str, **environment: str) -> Step:
    """Return a step that runs the tests with these markers."""
    # Importing our services names other settings in this process's environment.
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    return Step(name, [*PYTHON, "pytest", "-rs", "-m", markers, *words], True, environment)


def checks(folder: str) -> list[Step]:
    """Return the checks that need no test run, quickest first. folder: for what they leave."""
    makes = {"BEKAL_VAR": folder}
    manage = [sys.executable, "manage.py"]
    return [
        Step("ruff check", [*PYTHON, "ruff", "check", "."]),
        Step("ruff format", [*PYTHON, "ruff", "format", "--check", "."]),
        Step("lint-imports", [sys.executable, "-c", LINT_IMPORTS]),
        Step("makemigrations --check", [*manage, "makemigrations", "--check"], False, makes),
        Step("mypy", [*PYTHON, "mypy", "."]),
    ]


LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


def on_postgres(report: Report) -> None:
    """Run the data layer's tests once more on a real PostgreSQL."""
    from tests.services import postgres

    folders = [f"tests/{app}" for app in DATA_LAYER if (BASE_DIR / "tests" / app).exists()]
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres())
        except (OSError, TimeoutError, subprocess.SubprocessError) as error:
            report.failed.append("PostgreSQL")
            print(f"FAILED PostgreSQL did not start: {error}")
            return
        report.run(
            pytest("tests on PostgreSQL", "not browser and not prove", *folders, DATABASE_URL=url)
        )


def browser_path(report: Report) -> str:
    """Return where a real Chromium is; without one, say loudly that no journey runs."""
    (BASE_DIR / "var").mkdir(exist_ok=True)
    found = subprocess.run(
        ["/bin/sh", "bin/browser.sh"], cwd=BASE_DIR, stdout=subprocess.PIPE, text=True, check=False
    )
    browser = found.stdout.strip()
    if not browser:
        report.remark("!! NO CHROMIUM HERE: THE JOURNEYS IN A BROWSER DID NOT RUN !!")
    return browser


def journeys(browser: str, words: list[str]) -> list[Step]:
    """Return the steps in Chromium; the whole set in two parts, so that no core waits long."""
    if words:
        return [pytest("journeys in Chromium", "browser", *words, BEKAL_CHROMIUM=browser)]
    others = ("tests/browser", f"--ignore={AXE}")
    return [
        pytest("axe in Chromium", "browser", AXE, BEKAL_CHROMIUM=browser),
        pytest("journeys in Chromium", "browser", *others, BEKAL_CHROMIUM=browser),
    ]


def checks_and_data_layer(report: Report, is_short: bool) -> None:
    """Run the checks, then the data layer on PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="bekal-check-") as folder:
        report.run_all(checks(folder))
    if not is_short:
        on_postgres(report)


def main(words: list[str]) -> int:
    begin = time.monotonic()
    fast = "--fast" in words
    words = [word for word in words if word != "--fast"]
    report = Report()
    browser = "" if fast else browser_path(report)
    with ThreadPoolExecutor(LANES) as lanes:
        main_set = pytest("tests", "not browser and not prove and not postgres", *words)
        waiting = [
            lanes.submit(report.run, main_set),
            lanes.submit(checks_and_data_layer, report, fast or bool(words)),
            *(
                lanes.submit(report.run, step)
                for step in (journeys(browser, words) if browser else ())
            ),
        ]
    for lane in waiting:
        lane.result()
    for remark in report.remarks:
        print(remark)
    if report.failed:
        print(f"Failed: {', '.join(report.failed)}")
    print(summary(report.counts, time.monotonic() - begin))
    return 1 if report.failed else 0


def summary(counts: Counter[str], seconds: float) -> str:
    """Return one line over all runs, in pytest's own words."""
    parts = [
        f"{counts[word]} {word}"
        for word in ("failed", "passed", "skipped", "error", "errors", "xfailed")
        if counts[word] or word == "passed"
    ]
    return f"{', '.join(parts)} in {seconds:.2f}s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
