"""Lists of devices brought as a spreadsheet: read, held against the register, seen as a diff, then applied."""
