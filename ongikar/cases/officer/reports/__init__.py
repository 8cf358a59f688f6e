"""What the officer asks about the time to come and the time that was."""
