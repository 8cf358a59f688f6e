"""The acts of an inspection. Each is one transaction: the rows, the act and the journal entry, or nothing."""
