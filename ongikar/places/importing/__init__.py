"""Lists of devices brought as a spreadsheet: read, held against the register, seen, then applied."""
