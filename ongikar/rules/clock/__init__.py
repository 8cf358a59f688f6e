"""One running promise: its facts, the state they fold to, and when to look at it again."""
