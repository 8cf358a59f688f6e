"""The officer's page of what stands open in the charter in force."""
