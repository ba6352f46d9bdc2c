"""The agreements' texts as billing computes by them: in force, ended, read otherwise, with the year's daily amount."""
