"""What a statement says of a month: drawn from what was known at a time, stored for ever, computed again to compare."""
