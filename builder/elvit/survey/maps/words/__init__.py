"""What the page of an analysis says, as functions of the numbers."""
