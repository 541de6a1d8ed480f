"""Persons, sign-in, agencies, places, roles and cohorts: who may see whom."""
