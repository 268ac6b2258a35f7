"""Assignments, submissions, grading and where grades go."""
