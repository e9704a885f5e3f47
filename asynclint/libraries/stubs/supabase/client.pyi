from supabase import AsyncClient as AsyncClient
from supabase import Client as Client
from supabase import ClientOptions as ClientOptions
from supabase import create_async_client as create_async_client
from supabase import create_client as create_client
