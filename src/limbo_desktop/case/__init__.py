"""What a case is: records, kinds, uncertain dates, the open format.

Pure Python: no Qt, no I/O, no database.
"""
