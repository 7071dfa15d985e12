"""What the page of the experiments says, as functions of the numbers."""
