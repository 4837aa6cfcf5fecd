"""Who cooperates with whom against trafficking in persons, and who is left out."""

__version__ = "0.1.0"
