"""Column headings: their words, what each may mean, and how a row of them fits."""
