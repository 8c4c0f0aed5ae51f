"""Untrusted bytes → pixels and facts, in a separate process that has no key and no network.

`client.Renderer` is what the rest of the program uses.  What a file turned out to be is in
`facts`, why it could not be shown in `failures`.  Everything that parses a file (`sniff`,
`images`, `pages`, `pdf_check`, `plain`, `mail`, `office`) runs in the worker only.
"""
