"""The key of the receipts, among those of the installation."""

from . import receipt_key  # noqa: F401 -- registers itself
