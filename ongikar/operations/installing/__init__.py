"""What stands around the program on a server: units of systemd, a front server, its settings."""
