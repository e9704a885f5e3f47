from alembic import command as command
from alembic import config as config
