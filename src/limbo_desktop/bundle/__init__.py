"""A selection of the case becomes an evidence bundle: select, conceal, typeset, seal, verify."""
