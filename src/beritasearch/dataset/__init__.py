"""What did we know at version N? Schema, versions, differences."""
