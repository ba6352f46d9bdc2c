"""An invented world to try Hemgång in: three regions, their municipalities, people, a year of stays and open cases.

Nobody in it exists. It is the same for the same day, and everything in it is told relative to that day.
"""
