{#-
    The end of the last surge window that has closed at a time. Windows end at every full slide of the clock, so this is
    the time rounded down to a slide; a window that ends exactly then has closed.
-#}
{% macro last_closed_window_end(time) -%}
    {%- set slide = var("surge_slide_seconds") -%}
    {%- if 60 % slide != 0 -%}
        {{ exceptions.raise_compiler_error("surge_slide_seconds must divide a minute, " ~ slide ~ " does not") }}
    {%- endif -%}
    date_trunc('minute', {{ time }}) + interval '{{ slide }}' second * (second({{ time }}) / {{ slide }})
{%- endmacro %}

{#- The minute in which a surge window closes; one that ends at a full minute belongs to the minute it ends. -#}
{% macro closing_minute(window_end) -%}
    date_trunc('minute', {{ window_end }} - interval '1' second)
{%- endmacro %}
