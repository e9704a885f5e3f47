from supabase import Client as Client
from supabase import create_client as create_client
