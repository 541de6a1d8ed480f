"""How much a course may hold. tests/courses/formats compares the lengths with the forms."""

from types import MappingProxyType

# Characters that the forms of a page take.
LENGTHS = MappingProxyType(
    {
        "title": 255,
        "course summary": 400,
        "summary": 160,
        "alt": 250,
        "caption": 160,
        "tip": 60,
        "example": 60,
        "steps": 80,
        "checklist": 80,
        "step": 200,
        "check": 160,
        "download": 80,
        "quiz": 80,
        "skill": 50,
        "address": 200,
    }
)
MAX_SECONDS = 3600
MAX_MINUTES = 9999
MIN_POINTS = 2

MAX_TEXT_FILE = 512 * 1024
MAX_LESSONS = 300
