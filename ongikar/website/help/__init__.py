"""The manual inside the program, and which paragraph of it tells of which page."""
