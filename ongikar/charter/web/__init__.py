"""The public pages of the charter, its files and its wall board."""
