"""Courses out of folders."""

from courses.actions.folders.importing import ImportReport, import_course

__all__ = ["ImportReport", "import_course"]
