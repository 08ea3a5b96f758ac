{#- Great-circle distance in kilometres by the haversine formula, on a sphere of the mean Earth radius (IUGG R1). -#}
{% macro haversine_km(from_latitude, from_longitude, to_latitude, to_longitude) -%}
    2 * {{ var("earth_radius_km") }}e0 * asin(sqrt(least(
        1e0,
        pow(sin(radians({{ to_latitude }} - {{ from_latitude }}) / 2), 2)
        + cos(radians({{ from_latitude }})) * cos(radians({{ to_latitude }}))
        * pow(sin(radians({{ to_longitude }} - {{ from_longitude }}) / 2), 2)
    )))
{%- endmacro %}
