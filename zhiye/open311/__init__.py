"""Open311 GeoReport v2: partners hand matters in by a program, and read how far their own are."""
