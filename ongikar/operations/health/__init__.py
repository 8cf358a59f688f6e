"""The health of the installation, for probes, for metrics and for the administrator."""
