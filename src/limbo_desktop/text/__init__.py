"""Languages: catalogues, dates and numbers in words, direction of text, typesetting."""
