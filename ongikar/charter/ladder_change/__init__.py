"""The ladder for complaints changed on screen: its steps as data, compared and approved as a new version."""
