"""For those who watch over the others: notices, the journal, and counts without people."""
