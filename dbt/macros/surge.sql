{#-
    demand / supply within [surge_min, surge_max]: DECIMAL(3,2), half-up on the exact quotient, the maximum without supply.
    Computed in whole hundredths: a division of DECIMALs would be rounded twice, first to its own result's scale.
-#}
{% macro surge_multiplier(demand, supply) -%}
    case
        when {{ supply }} = 0 then cast({{ var("surge_max") }} as decimal(3, 2))
        else cast(
            least(
                greatest((200 * {{ demand }} + {{ supply }}) / (2 * {{ supply }}), 100 * {{ var("surge_min") }}),
                100 * {{ var("surge_max") }}
            ) * decimal '0.01' as decimal(3, 2)
        )
    end
{%- endmacro %}
