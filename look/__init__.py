"""What every screen is made of: how times are said, icons, charts, forms, and the tags that templates use.

It knows no app and imports nothing of ours, so the pages of every app may use it. Templates and styles of the
same components are in templates/components/ and static/css/.
"""
