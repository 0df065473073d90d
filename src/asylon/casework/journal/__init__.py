"""Who did, read, searched or was refused what: appended, chained by hashes, never rewritten."""
