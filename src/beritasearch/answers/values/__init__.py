"""How the values of a claim relate to those that a passage states of the same things."""

from beritasearch.answers.values.compare import Comparison, compare_values

__all__ = ["Comparison", "compare_values"]
