"""How fast elvit's engine is beside others: same weights, same input, same browser, in turn."""
