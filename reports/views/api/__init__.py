"""The interface for programs, version 1: published reports and what they are ordered by, as JSON, to read only."""
