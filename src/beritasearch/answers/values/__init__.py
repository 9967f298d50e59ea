"""Does a passage state the values of a claim, or others of the same things?"""

from beritasearch.answers.values.compare import Comparison, compare_values

__all__ = ["Comparison", "compare_values"]
