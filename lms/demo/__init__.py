"""The sample site: one agency, its courses, generated people. All marked as samples."""
