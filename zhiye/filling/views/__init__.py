"""Pages of the filling of forms, by where a colleague stands: bringing, understanding, looking, taking."""
