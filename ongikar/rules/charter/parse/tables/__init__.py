"""Tables in whatever shape a document has them: grids, lines, streams of cells, run-on text."""
