"""The office's calendar on screen: a year for everybody to read, and the orders that the office enters."""
