from django.db.models import Model as Model
