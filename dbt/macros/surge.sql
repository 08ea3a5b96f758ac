{#-
    demand / supply within [surge_min, surge_max]: DECIMAL(3,2), half-up on the exact quotient, the maximum without supply.
    A division of DECIMALs in Trino rounds the exact quotient once, half-up, to the larger scale of its operands.
-#}
{% macro surge_multiplier(demand, supply) -%}
    case
        when {{ supply }} = 0 then cast({{ var("surge_max") }} as decimal(3, 2))
        else cast(
            least(
                greatest(
                    cast({{ demand }} as decimal(18, 2)) / cast({{ supply }} as decimal(18, 0)),
                    cast({{ var("surge_min") }} as decimal(3, 2))
                ),
                cast({{ var("surge_max") }} as decimal(3, 2))
            ) as decimal(3, 2)
        )
    end
{%- endmacro %}
