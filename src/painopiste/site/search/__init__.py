"""Search over everything that a reader may see: which kinds there are, how they are read, kept up, and shown."""
