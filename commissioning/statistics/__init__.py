"""Statistics: what can be said of figures over time, between places, and of small numbers."""
