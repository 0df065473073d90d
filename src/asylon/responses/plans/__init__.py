"""What is agreed: consultations, and comprehensive plans of action in versions."""
