"""Scores and speed of the reader."""
