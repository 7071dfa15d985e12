"""Parts of which cars, trucks, planes and ships are built."""
