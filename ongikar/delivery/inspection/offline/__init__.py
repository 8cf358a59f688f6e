"""An inspection without a line: a signed pack on the phone, and what it sends when there is one again."""
