"""One case before the officer: its page, and each act with its form."""
