"""An office's folder of TOML files: checked, imported into the database, and exported from it."""
