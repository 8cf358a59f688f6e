"""PostgreSQL with a connection that is looked at, not asked, and with plans that are kept."""
