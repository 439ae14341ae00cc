"""``leadwright``, and ``python -m leadwright``."""

from leadwright.cli.app import main

if __name__ == "__main__":
    main()
