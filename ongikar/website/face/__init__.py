"""The face of an office: where it is set, and what browsers ask for of it."""
