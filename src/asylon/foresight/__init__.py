"""What is coming: the signs of a mass influx now; forecasts and routes later. Pure, and about groups only."""
