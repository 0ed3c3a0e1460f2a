"""The bodies that work and decide: cooperation group, expert network, secretariat, focus-area groups, networks."""
