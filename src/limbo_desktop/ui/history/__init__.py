"""The history of one record: what changed when, and a former wording taken back."""
