from paramiko import PKey as PKey
