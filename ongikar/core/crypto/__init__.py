"""Keys, their fingerprints and their ring, and what is encrypted with them."""
