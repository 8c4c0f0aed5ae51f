"""Readers of written documents: Word, OpenDocument, web pages."""
