"""Benchmarks, one package a stage: each prints its table for the docs."""
