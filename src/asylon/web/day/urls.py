"""The address of My day."""

from django.urls import path

from asylon.web.day import views

urlpatterns = [path("", views.my_day, name="day")]
