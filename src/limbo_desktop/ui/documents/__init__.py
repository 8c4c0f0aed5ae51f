"""The documents: a grid with previews, a viewer of pages, and where each paper came from."""
