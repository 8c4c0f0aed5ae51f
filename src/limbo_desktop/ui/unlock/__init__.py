"""The window that asks for the passphrase, and the way in with the recovery digits."""
