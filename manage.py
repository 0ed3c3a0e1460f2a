#!/usr/bin/env python3
"""The same as the installed command `painopiste`."""

from painopiste.site.command import main

if __name__ == "__main__":
    main()
