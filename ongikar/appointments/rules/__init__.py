"""Which times a post offers, worked out from its availabilities; what stands in the way of one."""
