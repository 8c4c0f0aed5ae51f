"""The encrypted file of a case: key, records, blobs, history, search; the only owner of SQL."""
