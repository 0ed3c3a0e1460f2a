"""Pages of progress rounds."""
