"""Commands for operators, one a module."""
