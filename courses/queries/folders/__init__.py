"""Courses as folders: what would be written, and what an import would change."""

from courses.queries.folders.exports import Export, export_course
from courses.queries.folders.states import CourseState, course_state

__all__ = ["CourseState", "Export", "course_state", "export_course"]
