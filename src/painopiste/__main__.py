"""`python -m painopiste` is the command `painopiste`."""

from painopiste.site.command import main

if __name__ == "__main__":
    main()
