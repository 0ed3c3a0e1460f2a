"""What people meet: settings, addresses, who may do what, what follows from what, and the look of the pages."""
