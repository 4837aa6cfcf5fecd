"""Analyses of a graph: pure functions on what was read from a store, as at a day."""
