"""Rules of courses: plain values in, plain values out."""

from courses.rules.readability import Readability, measure_readability
from courses.rules.translations import TextChange, changed_texts

__all__ = ["Readability", "TextChange", "changed_texts", "measure_readability"]
