"""The counter: walk-ins, letters and calls, paper days and slips, and the own work of the office."""
