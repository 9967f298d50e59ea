"""How the values of a claim relate to those that a passage states of the same things."""

from beritasearch.answers.values.compare import Comparison, compare, compare_values
from beritasearch.answers.values.stated import Reading, read

__all__ = ["Comparison", "Reading", "compare", "compare_values", "read"]
