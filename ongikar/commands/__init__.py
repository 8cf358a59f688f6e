"""The `ongikar` command line: what each command asks, does and prints."""
