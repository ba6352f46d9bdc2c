"""What Hemgång measures about itself: `make bench`."""
