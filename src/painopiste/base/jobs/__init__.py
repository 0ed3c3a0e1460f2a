"""Long work in the background, with progress, cancelling and retry; nothing is lost when a worker dies."""
