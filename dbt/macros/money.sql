{#- The driver's part of a fare: DECIMAL(10,2), half-up. Trino's round() of a DECIMAL rounds a half away from zero. -#}
{% macro payout(fare) -%}
    cast(round({{ fare }} * decimal '{{ var("driver_share") }}', 2) as decimal(10, 2))
{%- endmacro %}

{#- What the company keeps: the rest, so that payout and commission always add up to the fare. -#}
{% macro commission(fare) -%}
    cast({{ fare }} - {{ payout(fare) }} as decimal(10, 2))
{%- endmacro %}
