"""Revising reports: working copies of what is public, versions to compare and to go back to."""
