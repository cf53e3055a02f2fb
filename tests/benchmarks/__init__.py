"""Measurements of the pages on large generated databases: python -m tests.benchmarks --help."""
