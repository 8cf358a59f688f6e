"""A batch from its first class on: sessions, attendance, completion, certificates, what became of people."""
