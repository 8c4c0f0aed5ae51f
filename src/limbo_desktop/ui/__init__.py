"""The window: PySide6 widgets over the vault, one package a screen."""
