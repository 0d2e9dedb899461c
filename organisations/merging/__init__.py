"""Two records of one client become one: each room says what becomes of its rows."""
