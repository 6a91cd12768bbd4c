"""An invented street for demonstrations, tests and measurements. Floor 8."""
