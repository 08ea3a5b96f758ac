{% macro utc_day(time) -%}
    cast({{ time }} at time zone 'UTC' as date)
{%- endmacro %}

{% macro utc_hour(time) -%}
    date_trunc('hour', {{ time }} at time zone 'UTC')
{%- endmacro %}

{#- Midnight UTC at which a date begins. -#}
{% macro day_start(day) -%}
    with_timezone(cast({{ day }} as timestamp(6)), 'UTC')
{%- endmacro %}

{#- Seconds between two times, to the millisecond: DECIMAL(18,3). -#}
{% macro seconds_between(earlier, later) -%}
    cast(date_diff('millisecond', {{ earlier }}, {{ later }}) * decimal '0.001' as decimal(18, 3))
{%- endmacro %}

{#- When the run began, the same in every model of it. -#}
{% macro run_time() -%}
    timestamp '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }} UTC'
{%- endmacro %}
