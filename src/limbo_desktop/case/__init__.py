"""What a case is: records, kinds, uncertain dates and the open format.  No Qt, no I/O, no database."""
