"""The operations, one module a journey: a shape in, a service of casework, a shape out."""
