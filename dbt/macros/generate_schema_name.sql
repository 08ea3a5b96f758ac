{#- Everything dbt makes, stored failures too, goes to the profile's one schema: nothing is published from here. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema }}
{%- endmacro %}
