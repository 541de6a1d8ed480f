"""The sample site: one agency, one course, generated people. All marked as samples."""
