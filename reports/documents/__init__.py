"""Documents without a database: the tree, its stored markup, readers and writers."""
