"""Answers and graphs in other formats."""
