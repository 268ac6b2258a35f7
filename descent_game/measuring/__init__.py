"""Measures, policies, searches and the solver: what claims and proposals are made of."""
