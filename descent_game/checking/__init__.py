"""The level check: one module a group of rules, findings, reports."""
