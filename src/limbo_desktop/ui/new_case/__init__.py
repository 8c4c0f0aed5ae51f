"""A new case in four steps: where, passphrase, sheet of digits, done."""
