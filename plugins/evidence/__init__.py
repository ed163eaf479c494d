"""Needling Evidence: structured YAML in, a checked and cited multilingual site out."""

__version__ = "0.1.0"
