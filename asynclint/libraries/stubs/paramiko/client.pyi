from paramiko import AutoAddPolicy as AutoAddPolicy
from paramiko import MissingHostKeyPolicy as MissingHostKeyPolicy
from paramiko import RejectPolicy as RejectPolicy
from paramiko import SSHClient as SSHClient
from paramiko import WarningPolicy as WarningPolicy
