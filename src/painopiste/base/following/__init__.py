"""What people follow, and which letters they want of it. What can be followed, and what a letter says, the site knows."""
