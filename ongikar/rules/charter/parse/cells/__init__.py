"""The parsers of single cells: times, fees, papers, officers, contacts."""
