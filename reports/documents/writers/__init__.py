"""Writers: the document tree out to other formats."""
