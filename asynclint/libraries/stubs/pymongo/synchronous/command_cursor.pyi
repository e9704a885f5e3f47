from pymongo.command_cursor import CommandCursor as CommandCursor
