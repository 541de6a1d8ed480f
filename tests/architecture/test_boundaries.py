"""What import-linter cannot say: sizes, public modules, documented settings."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
LOCAL = {"lms", "office", "learning", "courses", "quizzes", "certificates", "skills", "people"}
PUBLIC = {"models", "actions", "queries", "permissions", "rules", "blocks", "question_types"}
PUBLIC |= {"formats"}
# lms is the top: it wires the doors together.
DOORS_FOR_LMS = {"urls", "views", "management"}
MODULES = sorted(
    path
    for app in (*LOCAL, "common", "tests", "bin")
    for path in (BASE_DIR / app).rglob("*.py")
    if "migrations" not in path.parts
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_no_module_passes_400_lines(path):
    assert len(path.read_text().splitlines()) <= 400


def imported_modules(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def is_module(name):
    path = BASE_DIR.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


def private_imports(path):
    app = path.relative_to(BASE_DIR).parts[0]
    allowed = PUBLIC | (DOORS_FOR_LMS if app == "lms" else set())
    for name in imported_modules(path):
        other, _, rest = name.partition(".")
        module = rest.split(".")[0]
        is_foreign = other in LOCAL and other != app and bool(module)
        if is_foreign and is_module(f"{other}.{module}") and module not in allowed:
            yield name


@pytest.mark.parametrize("app", sorted(LOCAL))
def test_an_app_uses_only_the_public_modules_of_others(app):
    found = {
        f"{path.relative_to(BASE_DIR)}: {name}"
        for path in (BASE_DIR / app).rglob("*.py")
        if "migrations" not in path.parts
        for name in private_imports(path)
    }

    assert found == set()


def test_every_local_app_is_in_the_import_contract():
    contract = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]
    ours = {
        config.name
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(BASE_DIR) and ".venv" not in Path(config.path).parts
    }

    assert ours == set(contract["root_packages"])
    assert "ignore_imports" not in str(contract)


READS = re.compile(
    r"""(?:env\.\w+\(|environ(?:\.get)?[\[(]|in os\.environ.?)\s*["']([A-Z_]+)["']"""
)


def test_every_variable_that_is_read_is_documented():
    documented = (BASE_DIR / "docs" / "operations.md").read_text()
    sources = [path for path in MODULES if "tests" not in path.relative_to(BASE_DIR).parts]
    read = {name for path in sources for name in READS.findall(path.read_text())}
    read -= {"DJANGO_SETTINGS_MODULE"}

    assert {"BEKAL_VAR", "DATABASE_URL", "REDIS_URL", "BEKAL_URL"} <= read
    assert [name for name in sorted(read) if f"`{name}`" not in documented] == []
