"""`python -m ascribe` is `ascribe`."""

from ascribe.cli import main

main()
