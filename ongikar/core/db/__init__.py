"""The databases: our backends, compiled queries, and rows written many at a time."""
