"""What a month costs by the stored facts: when it closes, what was known then, what came later."""
