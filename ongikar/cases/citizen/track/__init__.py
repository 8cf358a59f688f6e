"""Following an application: its tracking login, its page, and the proof that acts ask for."""
