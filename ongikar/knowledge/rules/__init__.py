"""Pure rules of notes: what tells of a person, and which note answers a question."""
