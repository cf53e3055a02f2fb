"""Tests of the reading of addresses."""
