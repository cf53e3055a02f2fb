"""The form in which editors write a report."""
