"""Questions as data: what a sheet asks, its expressions, which questions are asked of whom, and the score."""
