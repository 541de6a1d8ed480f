"""Every text of ours that asks to be translated, read out of the sources themselves."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
APPS = (
    *("lms", "office", "learning", "courses", "quizzes"),
    *("certificates", "skills", "notifications", "people", "common"),
)

SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CALL = re.compile(r"(?<![\w.])(_|gettext|ngettext)\(")
LITERAL = re.compile(r"\s*,?\s*(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")")
# {{ name }} of templates, %(name)s and %d of Python, {n} of patterns, and HTML tags.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^{}]*\}|</?[a-z][^>]*>")


@dataclass(frozen=True)
class Message:
    """One text as the code asks for it. plural: "" for a text without a number."""

    text: str
    plural: str


def all_messages() -> set[Message]:
    """Return every message of the templates and the Python sources."""
    found: set[Message] = set()
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            found.update(of_template(path.read_text()))
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                found.update(of_python(path.read_text()))
    return found


def of_template(source: str) -> Iterator[Message]:
    """Return the messages of one template, by Django's own translation of its tags."""
    code = templatize(source)
    for call in CALL.finditer(code):
        wanted = 2 if call[1] == "ngettext" else 1
        texts, position = [], call.end()
        while len(texts) < wanted and (literal := LITERAL.match(code, position)):
            texts.append(ast.literal_eval(literal[1]))
            position = literal.end()
        if len(texts) == wanted:
            yield Message(texts[0], texts[1] if wanted == 2 else "")


def of_python(source: str) -> Iterator[Message]:
    """Return the messages of one Python module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        texts = [text for text in texts if isinstance(text, str)]
        if name in SINGLE and len(texts) == 1:
            yield Message(texts[0], "")
        elif name in PLURAL and len(texts) == 2:
            yield Message(texts[0], texts[1])


def placeholders(text: str) -> list[str]:
    """Return what a translation must carry over unchanged, in any order."""
    return sorted(PLACEHOLDER.findall(text))
