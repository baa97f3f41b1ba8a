"""How commissioning is being improved."""
