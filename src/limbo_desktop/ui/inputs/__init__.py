"""The inputs of every form: one for each type of value, and what keeps what is typed."""
