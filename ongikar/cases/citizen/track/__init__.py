"""Following a request: the door to it, its page, and the proof that acts ask for."""
