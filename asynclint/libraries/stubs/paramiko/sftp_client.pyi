from paramiko import SFTPClient as SFTPClient
from paramiko import SFTP as SFTP
