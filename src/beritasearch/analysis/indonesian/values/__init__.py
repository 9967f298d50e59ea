"""What does a text state? Amounts, dates and times with their canonical values."""
