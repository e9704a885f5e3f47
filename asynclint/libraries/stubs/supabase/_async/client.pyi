from supabase import AsyncClient as AsyncClient
from supabase import create_async_client as create_client
