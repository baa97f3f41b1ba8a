"""What the commands of ``python -m commissioning`` do, where no other package does it."""
