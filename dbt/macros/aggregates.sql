{#-
    The mean of DECIMAL(10,2) amounts: DECIMAL(18,6), half-up on the exact quotient, as Flink computes average_fare. In
    whole millionths, because a division of DECIMALs would be rounded twice.
-#}
{% macro mean_amount(amount) -%}
    cast(
        (2 * cast(sum({{ amount }}) * 1000000 as bigint) + count({{ amount }})) / nullif(2 * count({{ amount }}), 0)
        * decimal '0.000001' as decimal(18, 6)
    )
{%- endmacro %}

{#- A part of a whole: DECIMAL(9,4), null of nothing. -#}
{% macro share(part, whole) -%}
    cast(cast({{ part }} as double) / nullif({{ whole }}, 0) as decimal(9, 4))
{%- endmacro %}
