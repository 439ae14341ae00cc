"""Breaking the service on purpose: what must hold, holds (I1-I3, I5-I9, I14)."""
