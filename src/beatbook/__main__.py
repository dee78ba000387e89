"""`python -m beatbook`: the same door as the `beatbook` command."""

from beatbook.cli import main

if __name__ == "__main__":
    main(prog_name="beatbook")
