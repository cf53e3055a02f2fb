"""The visitor's pages: parse the address, ask one layer down, render."""
