"""What the page of the study says, as functions of the numbers."""
