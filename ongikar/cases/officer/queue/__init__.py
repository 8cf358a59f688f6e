"""The queue of cases: what it selects, how it is narrowed and searched, and its pages."""
