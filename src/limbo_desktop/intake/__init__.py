"""Files and message exports become documents and events; originals stay untouched."""
