"""The speech of the sample courses: made by a machine, marked as such."""
