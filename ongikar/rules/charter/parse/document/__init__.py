"""The parser of a whole document: blocks, lines, sections, services, and what stands around them."""
