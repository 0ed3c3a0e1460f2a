"""What people follow, and which letters they want of it. What can be followed, the site knows."""
