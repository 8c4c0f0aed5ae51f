"""Our own pages of the bundle: what stands on each, laid out and drawn with ReportLab."""
