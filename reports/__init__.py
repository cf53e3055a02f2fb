"""Work-summary reports: read, structured, published, browsed and found. The README shows the layers."""
