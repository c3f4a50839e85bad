"""Ascribe: from news as it comes off the web to a sourced record of a situation."""

__version__ = "0.1.0"
