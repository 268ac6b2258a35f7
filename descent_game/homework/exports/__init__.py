"""Exports of grades: one module for each format."""
