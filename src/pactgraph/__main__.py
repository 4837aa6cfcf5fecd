"""`python -m pactgraph` is the command line."""

from pactgraph.cli.app import main

main()
