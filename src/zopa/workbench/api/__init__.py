"""The workbench for programs: the desk's values as JSON, under `/api`, as its OpenAPI file says.

The routes stand in a module for each concept; `application` puts them together.
"""
