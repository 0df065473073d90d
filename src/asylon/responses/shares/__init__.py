"""Who carries what against what would be fair: calculations as they stood, side by side."""
