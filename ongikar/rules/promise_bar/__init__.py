"""The bar of a promise: its axis, shapes, labels and words."""
