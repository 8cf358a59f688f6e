"""The law, pure: no Django, no input or output, no system clock. Whoever asks hands `now` in."""
