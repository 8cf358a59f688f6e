"""Work that is taken along on a phone without a line: a signed address, and what comes back from it."""
