"""What stands around a request: limits, headers, cookies, the page cache, and the pages of faults."""
